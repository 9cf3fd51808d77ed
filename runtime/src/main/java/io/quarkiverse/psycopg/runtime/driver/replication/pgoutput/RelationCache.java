package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.replication.ReplicatedTable;

/**
 * The tables that a stream has announced, by OID. It outlives connections, so that a table that was altered in between is
 * noticed. Not thread-safe.
 */
final class RelationCache {

    private final Map<Long, TableLayout> layouts = new HashMap<>();
    private final TypedRows types;
    /** Changes come in rows of one table: the one last asked for is found without a look-up. */
    private long lastOid = -1;
    private TableLayout last;

    RelationCache(TypedRows types) {
        this.types = types;
    }

    /** Takes an announcement; gives the former shape if the table had another one. */
    Optional<ReplicatedTable> announce(ReplicatedTable table) {
        TableLayout former = layouts.get(table.oid());
        if (former != null && former.table().equals(table)) {
            former.announcedAgain();
            return Optional.empty();
        }
        lastOid = -1;
        layouts.put(table.oid(), new TableLayout(table, types));
        return Optional.ofNullable(former).map(TableLayout::table);
    }

    /** Another connection with settings and types of its own goes on: what reads rows is to be made anew. */
    void renew() {
        layouts.values().forEach(TableLayout::renew);
    }

    /** The table of a change; one that was never announced is a violation of the protocol. */
    TableLayout get(long oid) {
        if (oid == lastOid) {
            return last;
        }
        TableLayout layout = layouts.get(oid);
        if (layout == null) {
            throw new ProtocolViolationException("a change of table OID " + oid + " came before its announcement");
        }
        lastOid = oid;
        last = layout;
        return layout;
    }
}
