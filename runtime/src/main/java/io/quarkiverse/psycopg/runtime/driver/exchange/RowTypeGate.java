package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.List;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.runtime.driver.types.WireRow;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;

/**
 * Says which rows of a stream may be handed over. A composite that was altered after the statement was described shows in its
 * rows; they are held back until the catalog has been asked, on the same connection and while the portal stays open.
 */
final class RowTypeGate {

    /** A value may be older than what the catalog says, so that asking does not help; then it is not asked for ever. */
    private static final int MOST_QUESTIONS = 8;

    private enum State {
        /** All rows are as their types were described, or it was asked often enough. To SEEN. */
        NONE,
        /** A row is not. To ASKING when nothing else is on its way. */
        SEEN,
        /** The catalog query runs. To WAITING or NONE. */
        ASKING,
        /** Another connection asks. To ASKING or NONE. */
        WAITING
    }

    private final StatementExchange exchange;
    private State state = State.NONE;
    private TypeLookup lookup;
    private int questions;

    RowTypeGate(StatementExchange exchange) {
        this.exchange = exchange;
    }

    /** Looks at a row that has come. */
    void look(WireRow row) {
        if (exchange.columns().mayChange() && !row.isCurrent() && state == State.NONE && questions < MOST_QUESTIONS) {
            state = State.SEEN;
        }
    }

    /** Whether rows are to be held back. */
    boolean hold() {
        return state != State.NONE;
    }

    /** Whether replies belong to the catalog query. */
    boolean isAsking() {
        return state == State.ASKING;
    }

    /** Whether another connection asks, and the exchange will be woken. */
    boolean isWaiting() {
        return state == State.WAITING;
    }

    /** Asks, when nothing else is on its way; true where the answer is there. */
    boolean ask(WireWriter out) {
        if (lookup == null) {
            lookup = TypeLookup.besideOpenPortal(exchange.scope().types(), () -> exchange.scope().waker().accept(exchange));
        }
        return entered(lookup.ask(exchange.typeOids(), out));
    }

    /** Takes a reply of the catalog query; true where the answer is complete. */
    boolean reply(BackendMessage message, WireWriter out) {
        return entered(lookup.reply(message, out));
    }

    private boolean entered(TypeLookup.State next) {
        state = switch (next) {
            case ASKED -> State.ASKING;
            case WAITING -> State.WAITING;
            case KNOWN -> State.NONE;
        };
        return state == State.NONE;
    }

    /** Has rows that were held back, and those that come, read by what is known now. */
    void relearn(List<Row> held) {
        questions++;
        held.forEach(row -> ((WireRow) row).relearn());
        exchange.relearnColumns();
    }

    /** The exchange ends before the answer: another connection may ask. */
    void abandon() {
        if (lookup != null) {
            lookup.abandon();
        }
    }
}
