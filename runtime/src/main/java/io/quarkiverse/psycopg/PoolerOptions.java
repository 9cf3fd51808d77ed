package io.quarkiverse.psycopg;

import java.util.Set;
import java.util.TreeSet;

/**
 * What options can say of a session behind a pooler in transaction mode, where no session lasts: nothing but what the pooler
 * itself keeps for each client. Source: PgBouncer, {@code ignore_startup_parameters}.
 */
final class PoolerOptions {

    /** Parameters that PgBouncer follows for each client. */
    private static final Set<String> FOLLOWED = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        FOLLOWED.addAll(Set.of("client_encoding", "DateStyle", "TimeZone", "standard_conforming_strings", "application_name"));
    }

    private PoolerOptions() {
    }

    static void check(SessionSettings session, ProtocolVersion oldest) {
        session.parameters.keySet().stream().filter(name -> !FOLLOWED.contains(name)).findFirst()
                .ifPresent(name -> {
                    throw refused("the session's parameter " + name);
                });
        if (session.options != null) {
            throw refused("option \"options\"");
        }
        if (session.initSql != null) {
            throw refused("initial SQL for the session");
        }
        if (session.replication != ReplicationMode.NONE) {
            throw refused("replication");
        }
        if (oldest != ProtocolVersion.V3_0) {
            throw refused("a protocol newer than 3.0");
        }
    }

    private static RuntimeException refused(String what) {
        return OptionChecks.refused(what + " cannot be used with pooler=transaction, behind which no session lasts: "
                + "set it for the role or database (ALTER ROLE … SET), or in each transaction (SET LOCAL)");
    }
}
