package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * The messages of a transaction that is streamed before its end is known. They are held until it commits: only then are they
 * interpreted, because the shapes of tables that it announces hold for itself alone until then.
 */
final class StreamedTransaction {

    /** A message and where its data stands. */
    record Entry(PgOutputMessage message, long xid, Lsn position) {
    }

    private final List<Entry> entries = new ArrayList<>();

    void add(PgOutputMessage message, long xid, Lsn position) {
        entries.add(new Entry(message, xid, position));
    }

    /** Forgets what a subtransaction did, which was rolled back. */
    void abort(long subxid) {
        entries.removeIf(entry -> entry.xid() == subxid);
    }

    List<Entry> entries() {
        return entries;
    }
}
