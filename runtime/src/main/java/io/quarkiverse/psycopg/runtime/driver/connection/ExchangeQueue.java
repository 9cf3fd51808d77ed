package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.error.ServerErrors;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange.Step;
import io.quarkiverse.psycopg.runtime.driver.exchange.TransactionBegin;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendType;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ReadyForQuery;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.EmptyRequest;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * A session's exchanges, from submission to settlement, without I/O: what is to be written, whose reply a message is, where the
 * server resumes after an error.
 * <p>
 * An exchange passes through three queues: <em>outbox</em> (nothing written), <em>awaiting</em> (written, replies outstanding),
 * <em>settling</em> (replies complete, ReadyForQuery outstanding). Exchanges between two Syncs form a group: an error in it
 * skips the rest of the group. Groups are units that a caller asked for, and plain statements of one flush inside a
 * transaction block, where sharing a Sync changes nothing but the moment of the answers.
 */
final class ExchangeQueue {

    /** Exchanges that may wait for replies at a time; more stay in the outbox. */
    private static final int MAX_AWAITING = 1024;
    /** Bytes written in one go, after which replies are waited for before more is encoded. */
    private static final int MAX_BATCH = 1 << 20;
    /** Plain statements of a transaction that share a Sync, if there are as many. */
    private static final int MIN_SHARING = 4;
    /** Plain statements of a transaction that share a Sync at most. */
    private static final int MAX_SHARING = 32;

    private final ArrayDeque<Exchange> outbox = new ArrayDeque<>();
    private final ArrayDeque<Exchange> awaiting = new ArrayDeque<>();
    private final ArrayList<Exchange> settling = new ArrayList<>();
    private final ArrayList<Exchange> skipped = new ArrayList<>();

    private final ArrayList<Exchange> toTell = new ArrayList<>();
    private final ArrayList<Exchange> toSkip = new ArrayList<>();

    private final TransactionFlow transaction = new TransactionFlow();
    /** The exchange that has not written all its requests. */
    private Exchange writing;
    /** The last exchange written, while no Sync stands behind it. */
    private Exchange open;
    /** Exchanges written behind the last Sync, as long as there is one {@link #open}. */
    private int sharing;
    private PgException groupError;
    /** Whether the group's error is a BEGIN's that no caller asked for. */
    private boolean notBegun;
    private boolean held;

    /** Adds an exchange behind all others. */
    void submit(Exchange exchange) {
        outbox.add(exchange);
    }

    /** What is known of the session's transaction. */
    TransactionFlow transaction() {
        return transaction;
    }

    /** Whether nothing is under way and nothing waits. */
    boolean isIdle() {
        return outbox.isEmpty() && isQuiet();
    }

    /** Whether nothing is under way on the server. */
    boolean isQuiet() {
        return awaiting.isEmpty() && settling.isEmpty();
    }

    /** Whether this exchange is the one that the server works on and nothing was sent behind it. */
    boolean isOnlyOneSent(Exchange exchange) {
        int before = awaiting.peekFirst() instanceof TransactionBegin ? 1 : 0;
        return awaiting.size() == 1 + before && awaiting.peekLast() == exchange;
    }

    Exchange head() {
        return awaiting.peekFirst();
    }

    /** The exchange that holds the outbox, null for none. */
    Exchange writing() {
        return writing;
    }

    /** Whether the exchange still waits for a reply or for ReadyForQuery. */
    boolean isUnderWay(Exchange exchange) {
        return awaiting.contains(exchange) || settling.contains(exchange);
    }

    /** Whether nobody waits any more for anything that is under way. */
    boolean allExpired() {
        return awaiting.stream().allMatch(ExchangeQueue::isForsaken) && settling.stream().allMatch(ExchangeQueue::isForsaken);
    }

    private static boolean isForsaken(Exchange exchange) {
        return exchange.isExpired() || exchange.waitsForOthers();
    }

    /** Takes an exchange out again that was not written yet. */
    boolean withdraw(Exchange exchange) {
        return outbox.remove(exchange);
    }

    /** Calls back for every exchange of the outbox and for every one that is under way, over copies. */
    void forEach(Consumer<Exchange> unsent, Consumer<Exchange> sent) {
        List.copyOf(outbox).forEach(unsent);
        List.copyOf(awaiting).forEach(sent);
        List.copyOf(settling).forEach(sent);
        List.copyOf(skipped).forEach(sent);
    }

    /** Writes nothing more until {@link #release}: a cancel request is under way. */
    void hold() {
        held = true;
    }

    void release() {
        held = false;
    }

    /** Writes what may be written now. */
    void pump(WireWriter out) {
        int start = out.size();
        while (writing == null && !held && !outbox.isEmpty()) {
            Exchange next = outbox.peek();
            if (open != null && beginsGroup(next)) {
                sync(out);
            }
            if (awaiting.size() >= MAX_AWAITING || out.size() - start >= MAX_BATCH
                    || transaction.mustWait(next, open, isQuiet())) {
                break;
            }
            outbox.poll();
            if (transaction.status() == TransactionIndicator.IDLE && transaction.isBegunImplicitly(next, open)) {
                beginTransaction(next, out);
            } else {
                begin(next, out);
            }
        }
        if (open == null || writing != null) {
            return;
        }
        if (!outbox.isEmpty() && transaction.shareSync(open, outbox.peek()) && open.group() != null) {
            EmptyRequest.FLUSH.write(out);
        } else {
            sync(out);
        }
    }

    /** The statement is skipped by the server where the BEGIN fails; a statement that cannot be written takes it back. */
    private void beginTransaction(Exchange next, WireWriter out) {
        int mark = out.size();
        TransactionBegin first = new TransactionBegin(transaction.implicitBegin());
        begin(first, out);
        begin(next, out);
        if (open == first && writing == null) {
            awaiting.removeLast();
            transaction.ends(first);
            open = null;
            out.truncate(mark);
        }
    }

    private void begin(Exchange next, WireWriter out) {
        int mark = out.size();
        Step step;
        try {
            next.finds(transaction.status());
            step = next.begin(out);
        } catch (RuntimeException e) {
            out.truncate(mark);
            failLocally(next, e, out);
            return;
        }
        if (step == Step.DONE && out.size() == mark) {
            settle(next, transaction.status());
            return;
        }
        awaiting.add(next);
        transaction.begins(next);
        if (step == Step.WRITING) {
            writing = next;
        } else {
            written(next);
        }
    }

    private void written(Exchange exchange) {
        writing = null;
        if (exchange.synchronizesItself()) {
            exchange.markClosesGroup(true);
            open = null;
        } else {
            sharing = open == null ? 1 : sharing + 1;
            open = exchange;
        }
    }

    /** Half of what is under way is a group: while its answers are read and followed, the server works on the other half. */
    private boolean beginsGroup(Exchange next) {
        int half = (awaiting.size() + settling.size() + outbox.size() + 1) / 2;
        return !transaction.shareSync(open, next)
                || next.group() == null && sharing >= Math.min(MAX_SHARING, Math.max(MIN_SHARING, half));
    }

    /** Nothing of this exchange was written. In a unit, what was written before it must not be kept without it. */
    private void failLocally(Exchange exchange, RuntimeException e, WireWriter out) {
        PgException failure = e instanceof PgException known ? known
                : new InternalException("failed while " + exchange.describe(), e);
        if (exchange.group() == null || open == null || open.group() != exchange.group()) {
            exchange.abandoned(failure);
            dropRestOf(exchange, failure);
            return;
        }
        Exchange saboteur = new FailedUnit(exchange, failure);
        saboteur.joins(exchange.group());
        begin(saboteur, out);
    }

    private void dropRestOf(Exchange failed, PgException cause) {
        while (failed.group() != null && !outbox.isEmpty() && outbox.peek().group() == failed.group()) {
            outbox.poll().abandoned(skippedInUnit(cause));
        }
    }

    private void sync(WireWriter out) {
        EmptyRequest.SYNC.write(out);
        open.markClosesGroup(true);
        open = null;
    }

    /** Lets the exchange that holds the outbox go on for a reason other than a reply. */
    void wake(Exchange exchange, WireWriter out) {
        if (writing == exchange) {
            advance(exchange, exchange.wake(out));
        }
    }

    /** Feeds a reply to the exchange that it belongs to. */
    void message(BackendMessage message, WireWriter out) {
        if (message instanceof ReadyForQuery ready) {
            ready(ready.status());
        } else if (message instanceof ErrorResponse error) {
            error(error, out);
        } else {
            Exchange head = expecting(message.type());
            advance(head, head.reply(message, out));
        }
    }

    /** Feeds a row to the exchange that it belongs to. */
    void row(byte[] data, int offset, int length, int fields, WireWriter out) {
        Exchange head = expecting(BackendType.DATA_ROW);
        advance(head, head.row(data, offset, length, fields, out));
    }

    /** Feeds a piece of a COPY stream to the exchange that it belongs to. */
    void copyData(byte[] data, int offset, int length, WireWriter out) {
        Exchange head = expecting(BackendType.COPY_DATA);
        advance(head, head.copyData(data, offset, length, out));
    }

    /** The exchange that waits for a reply. */
    private Exchange expecting(BackendType type) {
        Exchange head = awaiting.peekFirst();
        if (head == null || groupHasEnded()) {
            throw new ProtocolViolationException("expected nothing, got " + type + " while idle");
        }
        return head;
    }

    /** Whether only ReadyForQuery is outstanding, or the error of a commit at Sync: a deferred constraint. */
    private boolean groupHasEnded() {
        return !settling.isEmpty() && skipped.isEmpty() && settling.get(settling.size() - 1).closesGroup();
    }

    private void advance(Exchange exchange, Step step) {
        if (step == Step.WRITING) {
            return;
        }
        if (exchange == writing) {
            written(exchange);
        }
        if (step == Step.DONE) {
            if (awaiting.peekFirst() == exchange) {
                awaiting.pollFirst();
            } else {
                awaiting.remove(exchange);
            }
            settling.add(exchange);
        }
    }

    private void error(ErrorResponse error, WireWriter out) {
        if (groupHasEnded()) {
            groupError = ServerErrors.of(new Diagnostics(error.fields()));
            settling.get(settling.size() - 1).refused(error);
            return;
        }
        Exchange head = awaiting.pollFirst();
        if (head == null) {
            throw new ProtocolViolationException(
                    "expected nothing, got ErrorResponse " + error.fields().get(ErrorResponse.SQLSTATE));
        }
        groupError = ServerErrors.of(new Diagnostics(error.fields()));
        notBegun = head instanceof TransactionBegin;
        head.refused(error);
        settling.add(head);
        if (head == writing && head.synchronizesItself()) {
            written(head);
        }
        Exchange last = head;
        while (!endsSkipping(last, head) && !awaiting.isEmpty()) {
            last = awaiting.pollFirst();
            skipped.add(last);
        }
        if (!endsSkipping(last, head)) {
            writing = null;
            open = last;
            sync(out);
        }
        while (last.group() != null && !outbox.isEmpty() && outbox.peek().group() == last.group()) {
            skipped.add(outbox.poll());
        }
    }

    /** A Query that the server skips is not answered by ReadyForQuery: only a Sync ends the skipping. */
    private static boolean endsSkipping(Exchange last, Exchange failed) {
        return last.closesGroup() && (last == failed || !last.synchronizesItself());
    }

    private void ready(TransactionIndicator indicator) {
        Exchange head = awaiting.peekFirst();
        if (!groupHasEnded() && skipped.isEmpty() && head != null && head.awaitsOnlyReady()) {
            settling.add(awaiting.pollFirst());
        }
        if (settling.isEmpty() || !settling.get(settling.size() - 1).closesGroup() && skipped.isEmpty()) {
            throw new ProtocolViolationException("expected a reply, got ReadyForQuery"
                    + (head == null ? " while idle" : " while " + head.describe()));
        }
        transaction.ready(indicator);
        moveAll(settling, toTell);
        moveAll(skipped, toSkip);
    }

    /** By index: this runs for every statement, and an iterator or a copy of the list would be garbage each time. */
    private void moveAll(ArrayList<Exchange> from, ArrayList<Exchange> to) {
        for (int i = 0; i < from.size(); i++) {
            transaction.ends(from.get(i));
            to.add(from.get(i));
        }
        from.clear();
    }

    /**
     * Tells the exchanges that the last ReadyForQuery has settled. Apart from taking the message, so that whoever hears of
     * it finds the session in its new state already.
     */
    void tellSettled() {
        PgException error = groupError;
        boolean begun = !notBegun;
        groupError = null;
        notBegun = false;
        for (int i = 0; i < toTell.size(); i++) {
            settle(toTell.get(i), transaction.status());
        }
        toTell.clear();
        for (int i = 0; i < toSkip.size(); i++) {
            toSkip.get(i).abandoned(begun ? skipReason(toSkip.get(i), error) : Failures.again(error));
        }
        toSkip.clear();
    }

    private void settle(Exchange exchange, TransactionIndicator indicator) {
        exchange.markClosesGroup(false);
        try {
            if (indicator == TransactionIndicator.IDLE && !exchange.isExpired() && exchange.runsAgain()) {
                outbox.addFirst(exchange);
            } else {
                exchange.settled(indicator);
            }
        } catch (RuntimeException e) {
            Infrastructure.handleDroppedException(e);
        }
    }

    private static PgException skipReason(Exchange exchange, PgException cause) {
        return exchange.group() != null ? skippedInUnit(cause) : Failures.inFailedTransaction(cause);
    }

    private static PgException skippedInUnit(PgException cause) {
        return Failures.skipped(cause);
    }

    /** Hands on what was collected with the last read. */
    void readEnded() {
        Exchange head = awaiting.peekFirst();
        if (head != null) {
            head.readEnded();
        }
    }

    /**
     * The connection is gone: ends everything, in order, each exchange with what is known of its outcome.
     *
     * @param reason makes the failure for an outcome
     */
    void lost(Failures.Lost reason) {
        List<Exchange> sent = new ArrayList<>(settling);
        sent.addAll(skipped);
        sent.addAll(awaiting);
        List<Exchange> unsent = List.copyOf(outbox);
        settling.clear();
        skipped.clear();
        awaiting.clear();
        outbox.clear();
        writing = null;
        open = null;
        List<Outcome> outcomes = LostOutcomes.of(sent, transaction.status());
        for (int i = 0; i < sent.size(); i++) {
            sent.get(i).abandoned(reason.failure(outcomes.get(i), sent.get(i)));
        }
        unsent.forEach(exchange -> exchange
                .abandoned(reason.failure(Outcome.NOT_SENT, exchange)));
    }
}
