package io.quarkiverse.psycopg.benchmarks;

import java.util.Locale;

/** Who runs a workload. */
enum Peer {
    /** A bare socket: messages encoded beforehand, replies skimmed and counted. */
    LIMIT,
    /** This driver. */
    PSYCOPG,
    /** vertx-pg-client as Quarkus manages it, with statement cache and pipelining. */
    VERTX,
    /** pgjdbc, binary from the first execution; it does not pipeline selects. */
    PGJDBC;

    /** The name on the command line and in results. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean takesPartIn(Workload workload) {
        return this != PGJDBC || workload != Workload.W2;
    }

    /** Connects to the server on that port of 127.0.0.1. */
    Client connect(int port) throws Exception {
        return switch (this) {
            case LIMIT -> new LimitClient(port);
            case PSYCOPG -> new PsycopgClient(port);
            case VERTX -> new VertxClient(port);
            case PGJDBC -> new PgJdbcClient(port);
        };
    }
}
