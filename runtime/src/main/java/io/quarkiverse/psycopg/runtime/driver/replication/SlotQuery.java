package io.quarkiverse.psycopg.runtime.driver.replication;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.quarkiverse.psycopg.replication.SlotStatus;
import io.smallrye.mutiny.Uni;

/** Asks for a slot's state. */
final class SlotQuery {

    private static final String END = "CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn()"
            + " ELSE pg_catalog.pg_current_wal_lsn() END";
    private static final String SQL = "SELECT active, wal_status, safe_wal_size, pg_catalog.pg_wal_lsn_diff(e, restart_lsn),"
            + " pg_catalog.pg_wal_lsn_diff(e, confirmed_flush_lsn) FROM pg_catalog.pg_replication_slots, (SELECT " + END
            + ") w(e) WHERE slot_name = '";

    private SlotQuery() {
    }

    /** Opens a connection, asks, and closes it. */
    static Uni<Optional<SlotStatus>> ask(ReplicationConnector connector, String slot) {
        return connector.connect().chain(connection -> connection.query(SQL + slot.replace("'", "''") + "'")
                .eventually(connection::close)).map(rows -> rows.stream().findFirst().map(SlotQuery::status));
    }

    private static SlotStatus status(List<Optional<String>> row) {
        return new SlotStatus(row.get(0).filter("t"::equals).isPresent(), row.get(1),
                row.get(2).map(size -> OptionalLong.of(Long.parseLong(size))).orElse(OptionalLong.empty()),
                bytes(row.get(3)), bytes(row.get(4)));
    }

    /** A position that moves on while it is asked for may be ahead of the end that was told. */
    private static long bytes(Optional<String> difference) {
        return Math.max(0, difference.map(Long::parseLong).orElse(0L));
    }
}
