package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.ArrayDeque;
import java.util.Queue;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.error.ServerErrors;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendType;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.CopyData;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.EmptyRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Query;

/**
 * A command by the simple protocol that lets both sides send data at the same time, as START_REPLICATION does. It holds the
 * outbox until this side has said that it is done.
 * <p>
 * Its deadline covers the command up to the server's consent; the stream itself has none.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-COPY">PostgreSQL documentation 54.2.6, COPY
 *      Operations</a>
 */
public final class CopyBoth extends Exchange {

    /** Takes what comes. Called on the session's event loop. */
    public interface Consumer {

        /** The server has agreed: both sides may send. */
        void started();

        /**
         * A piece of data.
         *
         * @param array is not written any more and only to be read
         */
        void data(byte[] array, int offset, int length);

        /** All data that came with one read from the socket has been handed over. */
        void readEnded();

        /** It has ended and the server is ready again; or it failed. Told once. */
        void ended(PgException failureOrNull);
    }

    private enum Phase {
        /** The command is sent. To COPYING, or the end by an error. */
        ASKED,
        /** Both sides send. To FINISHED when either side is done. */
        COPYING,
        /** This side has said that it is done; what the server still sends is handed over. */
        FINISHED
    }

    private final String command;
    private final Consumer consumer;
    private final Queue<Bytes> outgoing = new ArrayDeque<>();
    private Phase phase = Phase.ASKED;
    private boolean finishing;
    private boolean serverDone;
    private PgException failure;
    private boolean told;

    public CopyBoth(String command, Consumer consumer) {
        this.command = command;
        this.consumer = consumer;
    }

    /** Queues a piece of data to send; {@link #wake} sends it. Dropped when this side has finished. */
    public void send(Bytes data) {
        if (phase == Phase.COPYING && !finishing) {
            outgoing.add(data);
        }
    }

    /** Ends this side's data behind what is queued; {@link #wake} sends it. */
    public void finish() {
        finishing = true;
    }

    /** Whether the server has agreed and this side has not finished. */
    public boolean isCopying() {
        return phase == Phase.COPYING && !finishing;
    }

    @Override
    public Step begin(WireWriter out) {
        new Query(command).write(out);
        return Step.WRITING;
    }

    @Override
    public boolean synchronizesItself() {
        return true;
    }

    @Override
    public Step reply(BackendMessage message, WireWriter out) {
        switch (message.type()) {
            case COPY_BOTH_RESPONSE:
                requirePhase(phase == Phase.ASKED, message);
                phase = Phase.COPYING;
                hasNoDeadline();
                consumer.started();
                return flush(out);
            case COPY_DONE:
                requirePhase(phase != Phase.ASKED && !serverDone, message);
                serverDone = true;
                finishing = true;
                return flush(out);
            case ROW_DESCRIPTION:
            case DATA_ROW:
            case COMMAND_COMPLETE:
                return result();
            default:
                throw unexpected(message.type());
        }
    }

    @Override
    public Step copyData(byte[] data, int offset, int length, WireWriter out) {
        if (phase == Phase.ASKED) {
            throw unexpected(BackendType.COPY_DATA);
        }
        // a walsender may have a keepalive on its way behind its own CopyDone
        if (!serverDone) {
            consumer.data(data, offset, length);
        }
        return flush(out);
    }

    /** Behind CopyDone; or, from a walsender whose server shuts down, instead of it: the end of the stream follows then. */
    private Step result() {
        if (phase == Phase.ASKED) {
            throw new ProtocolViolationException("expected CopyBothResponse, got the result of a query while " + describe());
        }
        serverDone = true;
        finishing = true;
        phase = Phase.FINISHED;
        return Step.SENT;
    }

    @Override
    public Step wake(WireWriter out) {
        return flush(out);
    }

    private Step flush(WireWriter out) {
        if (phase == Phase.FINISHED) {
            return Step.SENT;
        }
        if (phase == Phase.ASKED) {
            return Step.WRITING;
        }
        while (!outgoing.isEmpty()) {
            new CopyData(outgoing.poll()).write(out);
        }
        if (!finishing) {
            return Step.WRITING;
        }
        EmptyRequest.COPY_DONE.write(out);
        phase = Phase.FINISHED;
        return Step.SENT;
    }

    @Override
    public void readEnded() {
        consumer.readEnded();
    }

    @Override
    public void refused(ErrorResponse error) {
        failure = ServerErrors.of(new Diagnostics(error.fields()));
        outgoing.clear();
        phase = Phase.FINISHED;
    }

    @Override
    public void settled(TransactionIndicator status) {
        end(failure);
    }

    @Override
    public void abandoned(PgException reason) {
        end(failure == null ? reason : failure);
    }

    private void end(PgException outcome) {
        if (!told) {
            told = true;
            phase = Phase.FINISHED;
            consumer.ended(outcome);
        }
    }

    private void requirePhase(boolean right, BackendMessage message) {
        if (!right) {
            throw unexpected(message.type());
        }
    }

    private ProtocolViolationException unexpected(BackendType type) {
        return new ProtocolViolationException("unexpected " + type + " while " + describe() + " (" + phase + ")");
    }

    @Override
    public String describe() {
        int end = command.indexOf(' ');
        return "running " + (end < 0 ? command : command.substring(0, end));
    }
}
