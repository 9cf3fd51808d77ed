package io.quarkiverse.psycopg.runtime.driver.exchange;

import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CopyData;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;

/**
 * One operation as a script of requests and a reaction to each reply.
 * <p>
 * All calls come from the session, on its event loop, in this order: {@link #begin} once; {@link #reply}, {@link #row} or
 * {@link #copyData} per reply that is meant for this exchange; then exactly one ending: {@link #settled} at the ReadyForQuery
 * after its group, or
 * {@link #abandoned} where that cannot come any more or the requests were never sent. An error of the server is told by
 * {@link #refused} when it arrives; the caller learns of it when the exchange is settled. Notices, notifications and parameter
 * changes never reach an exchange.
 * <p>
 * An exchange does not write Sync: the session does, since several exchanges may share one. It is not thread-safe.
 */
public abstract class Exchange {

    /** How far an exchange is. */
    public enum Step {
        /** More requests follow once replies or {@link #wake} have come; no other exchange may write meanwhile. */
        WRITING,
        /** All requests are written, replies are outstanding. */
        SENT,
        /** The last reply has come; only ReadyForQuery is outstanding. */
        DONE
    }

    /** What an exchange does to the session's transaction, as far as its SQL tells without parsing it. */
    public enum TransactionEffect {
        /** A plain SELECT, INSERT, UPDATE, DELETE, VALUES, WITH or MERGE: stays within the transaction there is. */
        WITHIN,
        /** Begins a transaction block. */
        BEGINS,
        /** Ends a transaction block. */
        ENDS,
        /** Anything else: nothing is assumed. */
        UNKNOWN
    }

    /** What must be known before an exchange may begin. */
    public enum Knowledge {
        /** Nothing: it is pipelined. */
        NOTHING,
        /** Whether a transaction is open: no exchange under way may begin or end one. */
        STATE,
        /** All: nothing else is under way, and nothing follows before it has settled. */
        EVERYTHING
    }

    private Group group;
    private long deadline;
    private boolean closesGroup;
    private boolean expired;

    /**
     * Writes the first requests. What it throws fails this exchange alone, and nothing that it wrote is sent. {@link Step#DONE}
     * without having written anything settles it at once.
     */
    public abstract Step begin(WireWriter out);

    /**
     * Takes a reply. May write only when it last returned {@link Step#WRITING}.
     *
     * @throws io.quarkiverse.psycopg.error.ProtocolViolationException on a reply that does not belong here; the session closes
     *         the connection
     */
    public abstract Step reply(BackendMessage message, WireWriter out);

    /**
     * Takes a row. As {@link #reply} of a DataRow, which need not be made for an exchange that knows what becomes of rows.
     *
     * @param data holds the fields, checked, and is not written any more
     * @param offset of the first field's length
     * @param length of all fields with their lengths
     */
    public Step row(byte[] data, int offset, int length, int fields, WireWriter out) {
        return reply(new DataRow(data, offset, length, fields), out);
    }

    /**
     * Takes a piece of a COPY stream. As {@link #reply} of a CopyData, which need not be made for an exchange that copies.
     *
     * @param data holds the piece and is not written any more
     */
    public Step copyData(byte[] data, int offset, int length, WireWriter out) {
        return reply(new CopyData(data, offset, length), out);
    }

    /** Goes on writing for a reason other than a reply, after {@link Step#WRITING}: demand, data to copy. */
    public Step wake(WireWriter out) {
        return Step.WRITING;
    }

    /** Takes the server's error; no more replies follow. */
    public abstract void refused(ErrorResponse error);

    /** The server is ready again: the outcome may be told. */
    public abstract void settled(TransactionIndicator status);

    /** The exchange ends without the server's word: never sent, skipped after an error, connection lost, closed. */
    public abstract void abandoned(PgException reason);

    /**
     * Tells the caller now, because its deadline has passed; replies are still taken, and dropped. Asked only while others were
     * sent behind this exchange, so that it cannot be cancelled.
     */
    public void giveUp(PgException reason) {
        // what has no deadline has nobody to tell
    }

    /** Whether ReadyForQuery comes without a Sync (simple query, startup). */
    public boolean synchronizesItself() {
        return false;
    }

    /** Whether ReadyForQuery itself is the last reply. */
    public boolean awaitsOnlyReady() {
        return synchronizesItself();
    }

    /** Whether it asks nothing of the server itself: a stuck connection is not kept for its sake. */
    public boolean waitsForOthers() {
        return false;
    }

    /** What this exchange does to the transaction. */
    public TransactionEffect transactionEffect() {
        return TransactionEffect.UNKNOWN;
    }

    /** What must be known before it may begin. */
    public Knowledge needs() {
        return Knowledge.NOTHING;
    }

    /** The transaction's state, told before {@link #begin} where the exchange {@linkplain #needs needs} it. */
    public void finds(TransactionIndicator state) {
        // most exchanges do not ask
    }

    /** Whether a transaction is begun in front of it where the session is not in autocommit and none is open. */
    public boolean runsInTransaction() {
        return true;
    }

    /** Whether a transaction may be open after it that was not before, or the other way round. */
    public boolean movesTransaction() {
        return transactionEffect() == TransactionEffect.BEGINS || transactionEffect() == TransactionEffect.ENDS;
    }

    /**
     * Whether the exchange asks to be run once more, from {@link #begin}. Asked after an error, instead of {@link #settled},
     * when the server is ready again, is idle, and the exchange was not part of a unit.
     */
    public boolean runsAgain() {
        return false;
    }

    /** Whether a plain statement before or after it in the same transaction may share its Sync. */
    public boolean sharesSync() {
        return false;
    }

    /** All replies that came with one read from the socket have been fed: what was collected may be handed on in one go. */
    public void readEnded() {
        // most exchanges hand over when they are settled
    }

    /** A few words for error messages: what was being done, without values. */
    public abstract String describe();

    /** The unit whose Sync this exchange shares, null for one of its own. */
    public final Group group() {
        return group;
    }

    /** Makes this exchange part of a unit; called once, before it is submitted. */
    public final void joins(Group unit) {
        this.group = unit;
    }

    /** When the exchange must have ended, as {@link System#nanoTime()}; 0 for never. */
    public final long deadline() {
        return deadline;
    }

    /** Sets or moves the deadline. */
    public final void endsBy(long nanoTime) {
        this.deadline = nanoTime == 0 ? 1 : nanoTime;
    }

    /** Waits without a limit: for its own caller, not for the server. */
    public final void hasNoDeadline() {
        this.deadline = 0;
    }

    /** Whether ReadyForQuery follows behind this exchange's last reply. For the session. */
    public final boolean closesGroup() {
        return closesGroup;
    }

    /** A Sync was written behind this exchange, or it synchronizes itself. For the session. */
    public final void markClosesGroup(boolean closes) {
        this.closesGroup = closes;
    }

    /** Whether its deadline has passed or its caller is gone. For the session. */
    public final boolean isExpired() {
        return expired;
    }

    /** Nobody waits for the outcome any more, or not for long. For the session. */
    public final void markExpired() {
        this.expired = true;
    }
}
