package io.quarkiverse.psycopg.benchmarks.workload;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Who runs workloads. */
public enum Peer {
    /**
     * Bare blocking sockets: messages encoded beforehand, replies skimmed and counted. In W3 eight in flight per connection.
     */
    LIMIT(Workload.W1, Workload.W2, Workload.W2_TRANSACTION, Workload.W2_PIPELINE, Workload.W2_UNITS, Workload.W3, Workload.W4,
            Workload.W4_AT_ONCE, Workload.W5, Workload.W6, Workload.W6_ROUND_TRIP, Workload.W7, Workload.W8,
            Workload.W8_CACHED, Workload.W10_CALLERS_10, Workload.W10_CALLERS_100, Workload.W10_CALLERS_1000,
            Workload.W10_CONNECTIONS_10, Workload.W10_CONNECTIONS_100,
            Workload.W10_CONNECTIONS_500, Workload.W10_ROWS_1M, Workload.W10_ROWS_10M, Workload.W10_ROWS_100M),
    /** As {@link #LIMIT} with one request in flight per connection. */
    LIMIT_ONE(Workload.W3),
    /** As {@link #LIMIT}, over an event loop of Netty's. */
    LIMIT_NETTY(Workload.W1, Workload.W2, Workload.W2_TRANSACTION, Workload.W3, Workload.W4),
    /** This driver, as it comes. */
    PSYCOPG(Arrays.stream(Workload.values()).filter(workload -> workload != Workload.W9).toArray(Workload[]::new)),
    /** The same with {@code pool.sharing} off: one operation at a time per connection. */
    PSYCOPG_UNSHARED(Workload.W3),
    /** The same with notifications as events of a Quarkus application. */
    PSYCOPG_OBSERVERS(Workload.W6, Workload.W6_ROUND_TRIP),
    /** vertx-pg-client as Quarkus manages it, with statement cache and pipelining. */
    VERTX(Workload.W1, Workload.W2, Workload.W2_TRANSACTION, Workload.W2_PIPELINE, Workload.W2_UNITS, Workload.W3, Workload.W4,
            Workload.W4_AT_ONCE, Workload.W5, Workload.W6, Workload.W6_ROUND_TRIP, Workload.W8),
    /** The same as it comes: statements are not cached. */
    VERTX_DEFAULT(Workload.W1, Workload.W2, Workload.W3),
    /** Its pooled client, which pipelines over the pool's connections. */
    VERTX_POOLED(Workload.W3),
    /** The newest vertx-pg-client 5, with statement cache and pipelining. */
    VERTX5(Workload.W1, Workload.W2, Workload.W2_TRANSACTION, Workload.W2_PIPELINE, Workload.W2_UNITS, Workload.W3, Workload.W4,
            Workload.W4_AT_ONCE, Workload.W5, Workload.W6, Workload.W6_ROUND_TRIP, Workload.W8),
    /** pgjdbc, binary from the first execution, batches rewritten; it does not pipeline selects. */
    PGJDBC(Workload.W1, Workload.W3, Workload.W4, Workload.W4_AT_ONCE, Workload.W5, Workload.W6,
            Workload.W6_ROUND_TRIP, Workload.W7, Workload.W8, Workload.W8_CACHED),
    /** The same as it comes: prepared at the fifth execution, no batch rewritten. */
    PGJDBC_DEFAULT(Workload.W1, Workload.W5),
    /** r2dbc-postgresql with its statement cache. */
    R2DBC(Workload.W1, Workload.W2, Workload.W4, Workload.W5),
    /** asyncpg, where Python has it. */
    ASYNCPG(Workload.W1, Workload.W3, Workload.W4, Workload.W4_AT_ONCE, Workload.W5, Workload.W8),
    /** psycopg 3, where Python has it. */
    PSYCOPG3(Workload.W1, Workload.W2_PIPELINE, Workload.W4, Workload.W4_AT_ONCE, Workload.W5, Workload.W8),
    /** psycopg 2, where Python has it; it binds on the client's side and reads text. */
    PSYCOPG2(Workload.W1, Workload.W4, Workload.W4_AT_ONCE, Workload.W5, Workload.W8),
    /** PostgreSQL's own pgbench, prepared; it does not look at the rows. In W3 one select in flight per connection. */
    PGBENCH(Workload.W1, Workload.W2_PIPELINE, Workload.W3, Workload.W8),
    /** PostgreSQL's own psql, which writes all rows as text. */
    PSQL(Workload.W4, Workload.W4_AT_ONCE),
    /** PostgreSQL's own pg_recvlogical, which decodes nothing. */
    PG_RECVLOGICAL(Workload.W7);

    private final Set<Workload> workloads;

    Peer(Workload... workloads) {
        this.workloads = EnumSet.copyOf(Arrays.asList(workloads));
    }

    /** The name on the command line and in results. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The peer of that label. */
    public static Peer labelled(String label) {
        return Arrays.stream(values()).filter(peer -> peer.label().equalsIgnoreCase(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no peer " + label + "; there are "
                        + Arrays.stream(values()).map(Peer::label).toList()));
    }

    public boolean takesPartIn(Workload workload) {
        return workloads.contains(workload);
    }

    /** Whether it is a bare socket, which shows what a client can reach at most. */
    public boolean isLimit() {
        return this == LIMIT || this == LIMIT_ONE || this == LIMIT_NETTY;
    }

    /** Whether it runs in Python rather than in Java. */
    public boolean isPython() {
        return this == ASYNCPG || this == PSYCOPG3 || this == PSYCOPG2;
    }

    /** Whether it is a program of PostgreSQL's, started for each round. */
    public boolean isProgram() {
        return this == PGBENCH || this == PSQL || this == PG_RECVLOGICAL;
    }

    /** The name of the program, or of the module of Python. */
    public String program() {
        return this == PSYCOPG3 ? "psycopg" : name().toLowerCase(Locale.ROOT);
    }
}
