package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.types.WireRow;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CommandComplete;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.EmptyRequest;

/**
 * One statement whose rows are fetched from its portal in batches, as its consumer has room for them.
 * <p>
 * The next batch is asked for while the present one is still being consumed, so that server and client work at the same time. A
 * batch holds about {@link #BATCH_BYTES}, after a first small one that tells how large rows are. The exchange holds the outbox
 * until its end, because a Sync would close the portal.
 */
public final class StreamQuery extends StatementExchange {

    /** What one batch is to weigh. */
    static final int BATCH_BYTES = 128 * 1024;
    static final int FIRST_BATCH = 50;
    static final int MAX_BATCH = 5_000;
    /** Batches that may be on their way at a time. */
    private static final int AHEAD = 2;

    /** Takes the rows. Called on the session's event loop. */
    public interface Consumer {

        /** Rows in order; the list is the consumer's from now on. */
        void rows(List<Row> rows);

        /** Whether another batch of this many rows would find room. */
        boolean hasRoom(int rows);

        /** The last row was handed over, or none will come: the failure is null for a complete result. */
        void ended(PgException failure);
    }

    private final Consumer consumer;
    private final RowTypeGate gate = new RowTypeGate(this);
    private final long timeoutNanos;
    private List<Row> rows = new ArrayList<>();
    private int batch = FIRST_BATCH;
    private long batchBytes;
    private int batchRows;
    private int outstanding;
    private boolean bound;
    private boolean complete;
    private boolean stopped;

    /** @param timeoutNanos how long the server may take for each batch, 0 for no limit */
    public StreamQuery(String sql, List<?> values, StatementScope scope, long timeoutNanos, Consumer consumer) {
        super(sql, values, scope);
        this.timeoutNanos = timeoutNanos;
        this.consumer = consumer;
    }

    /** Ends it early: no more batches are asked for. {@link #wake} then ends it, once no batch is on its way. */
    public void stop() {
        stopped = true;
    }

    /** Whether the server is idle between two batches. */
    public boolean isSuspended() {
        return bound && outstanding == 0 && !gate.hold();
    }

    @Override
    Step execute(WireWriter out) {
        complete = false;
        outstanding = 0;
        bound = true;
        if (stopped) {
            return Step.SENT;
        }
        ask(out);
        return Step.WRITING;
    }

    private void ask(WireWriter out) {
        ExecuteMessage.write(out, batch);
        EmptyRequest.FLUSH.write(out);
        outstanding++;
        expectsAnswer();
    }

    /** From now on the server is waited for: called before it is submitted, and with every batch that is asked for. */
    public void expectsAnswer() {
        if (timeoutNanos > 0) {
            endsBy(System.nanoTime() + timeoutNanos);
        }
    }

    private Step askWhileRoom(WireWriter out) {
        if (complete || stopped) {
            return outstanding == 0 ? Step.DONE : Step.WRITING;
        }
        while (outstanding < AHEAD && consumer.hasRoom((outstanding + 1) * batch)) {
            ask(out);
        }
        if (outstanding == 0) {
            hasNoDeadline();
        }
        return Step.WRITING;
    }

    @Override
    Step sentStep() {
        return stopped && outstanding == 0 && bound && !gate.isAsking() ? Step.DONE : Step.WRITING;
    }

    @Override
    public Step wake(WireWriter out) {
        if (looksTypesUp()) {
            return super.wake(out);
        }
        if (gate.isWaiting()) {
            return stopped ? Step.DONE : askForTypes(out);
        }
        return isSuspended() ? askWhileRoom(out) : Step.WRITING;
    }

    /** Once nothing is on its way: rows wait for what the catalog says of their types. */
    private Step askForTypes(WireWriter out) {
        if (outstanding > 0) {
            return Step.WRITING;
        }
        expectsAnswer();
        return gate.ask(out) ? typesKnown(out) : Step.WRITING;
    }

    private Step typesKnown(WireWriter out) {
        gate.relearn(rows);
        handOver();
        return askWhileRoom(out);
    }

    @Override
    Step resultRow(byte[] data, int offset, int length, int fields, WireWriter out) {
        if (gate.isAsking()) {
            return result(new DataRow(data, offset, length, fields), out);
        }
        batchRows++;
        batchBytes += length;
        if (!stopped) {
            WireRow row = WireRow.received(columns(), data, offset, length, fields);
            gate.look(row);
            rows.add(row);
        }
        return Step.WRITING;
    }

    @Override
    Step result(BackendMessage message, WireWriter out) {
        if (gate.isAsking()) {
            return gate.reply(message, out) ? typesKnown(out) : Step.WRITING;
        }
        if (message == EmptyMessage.PORTAL_SUSPENDED) {
            outstanding--;
            adaptBatch();
            handOver();
            return gate.hold() ? askForTypes(out) : askWhileRoom(out);
        }
        if (message instanceof CommandComplete || message == EmptyMessage.EMPTY_QUERY_RESPONSE) {
            outstanding--;
            complete = true;
            return gate.hold() ? askForTypes(out) : outstanding == 0 ? Step.DONE : Step.WRITING;
        }
        throw unexpected(message, "DataRow, PortalSuspended or CommandComplete");
    }

    private void adaptBatch() {
        if (batchRows > 0) {
            long perRow = Math.max(1, batchBytes / batchRows);
            batch = (int) Math.max(1, Math.min(MAX_BATCH, BATCH_BYTES / perRow));
        }
        batchRows = 0;
        batchBytes = 0;
    }

    @Override
    public void readEnded() {
        handOver();
    }

    private void handOver() {
        if (!rows.isEmpty() && !gate.hold()) {
            List<Row> full = rows;
            rows = new ArrayList<>(full.size());
            consumer.rows(full);
        }
    }

    @Override
    public boolean sharesSync() {
        return false;
    }

    @Override
    void ended(PgException failure) {
        gate.abandon();
        handOver();
        consumer.ended(stopped ? null : failure);
    }
}
