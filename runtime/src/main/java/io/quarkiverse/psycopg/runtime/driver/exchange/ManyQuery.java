package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CommandComplete;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.EmptyRequest;

/**
 * One statement run for many entries of values: one Parse, then Bind and Execute for each entry, one Sync behind the last.
 * Outside a transaction all entries are kept or none.
 * <p>
 * Entries are taken from their iterator as there is room: at most {@link #IN_FLIGHT} bytes wait for the server's answers, so
 * that any number of entries runs in bounded memory.
 */
public final class ManyQuery extends StatementExchange {

    /** Bytes of requests that may be unanswered. */
    static final int IN_FLIGHT = 256 * 1024;
    /** Bytes after which the server is asked to flush its answers. */
    private static final int CHUNK = IN_FLIGHT / 4;

    private final Iterator<? extends List<?>> entries;
    private final Completion<? super long[]> completion;

    /** Entries behind the first that were written before the server had taken the first: sent again if it does not. */
    private final List<List<?>> unconfirmed = new ArrayList<>();
    private boolean confirmed;
    private long[] counts = new long[16];
    private int written;
    private int answered;
    private long bytesPerEntry = 64;
    private PgException entryFailure;
    private CommandTag lastTag = new CommandTag("");

    /**
     * @param first the first entry; its Java types declare the parameters
     * @param rest the other entries, asked on the session's event loop; what it throws fails the operation
     */
    public ManyQuery(String sql, List<?> first, Iterator<? extends List<?>> rest, StatementScope scope,
            Completion<? super long[]> completion) {
        super(sql, first, scope);
        this.entries = rest;
        this.completion = completion;
    }

    @Override
    Step execute(WireWriter out) {
        ExecuteMessage.write(out, 0);
        written = 1;
        for (List<?> entry : unconfirmed) {
            writeBind(entry, out);
            ExecuteMessage.write(out, 0);
            written++;
        }
        return more(out);
    }

    private Step more(WireWriter out) {
        int start = out.size();
        int writtenBefore = written;
        long room = IN_FLIGHT - (written - answered) * bytesPerEntry;
        while (entryFailure == null && entries.hasNext()) {
            if (out.size() - start >= room) {
                EmptyRequest.FLUSH.write(out);
                learnSize(out.size() - start, written - writtenBefore);
                return Step.WRITING;
            }
            write(out);
        }
        return Step.SENT;
    }

    private void learnSize(int bytes, int entriesWritten) {
        if (entriesWritten > 0) {
            bytesPerEntry = Math.max(1, bytes / entriesWritten);
        }
    }

    /** An entry that cannot be written makes the server fail the whole: what came before it must not be kept alone. */
    private void write(WireWriter out) {
        int mark = out.size();
        try {
            List<?> entry = entries.next();
            writeBind(entry, out);
            ExecuteMessage.write(out, 0);
            written++;
            if (!confirmed) {
                unconfirmed.add(entry);
            }
        } catch (RuntimeException e) {
            out.truncate(mark);
            entryFailure = e instanceof PgException known ? known : new DataException(e.getMessage(), e);
            fails(atEntry(written, entryFailure));
            ExecuteMessage.writeFailing(out);
        }
    }

    @Override
    Step sentStep() {
        return entryFailure == null && entries.hasNext() ? Step.WRITING : Step.SENT;
    }

    @Override
    Step result(BackendMessage message, WireWriter out) {
        confirm();
        if (message instanceof CommandComplete complete) {
            lastTag = complete.tag();
            count(lastTag.rowCount());
        } else if (message == EmptyMessage.EMPTY_QUERY_RESPONSE) {
            count(-1);
        } else if (message != EmptyMessage.BIND_COMPLETE) {
            throw unexpected(message, "BindComplete, DataRow or CommandComplete");
        }
        return taken(out);
    }

    /** Rows are dropped: they tell how many there were by their command's tag. */
    @Override
    Step resultRow(byte[] data, int offset, int length, int fields, WireWriter out) {
        confirm();
        return taken(out);
    }

    private void confirm() {
        if (!confirmed) {
            confirmed = true;
            unconfirmed.clear();
        }
    }

    private Step taken(WireWriter out) {
        boolean moreToWrite = sentStep() == Step.WRITING;
        if (moreToWrite && (written - answered) * bytesPerEntry <= IN_FLIGHT - CHUNK) {
            return more(out);
        }
        return moreToWrite ? Step.WRITING : answered == written && entryFailure == null ? Step.DONE : Step.SENT;
    }

    /** The server's word on the entry that was answered last. */
    public CommandTag lastTag() {
        return lastTag;
    }

    private void count(long rows) {
        if (answered == counts.length) {
            counts = Arrays.copyOf(counts, counts.length * 2);
        }
        counts[answered++] = rows;
    }

    @Override
    PgException failureOf(ErrorResponse error) {
        return atEntry(answered, super.failureOf(error));
    }

    private static PgException atEntry(int index, PgException failure) {
        return failure.atEntry(index);
    }

    @Override
    public boolean sharesSync() {
        return false;
    }

    @Override
    void ended(PgException failure) {
        if (failure != null) {
            completion.failed(failure);
        } else {
            completion.completed(Arrays.copyOf(counts, answered));
        }
    }
}
