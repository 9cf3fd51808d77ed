package io.quarkiverse.psycopg.runtime.driver.connection;

import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange.Knowledge;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange.TransactionEffect;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;

/**
 * What is known of a session's transaction, by the server's last word on it and by what the exchanges under way may do to it;
 * and so which exchange has to wait for others, and which may share a Sync.
 */
final class TransactionFlow {

    private TransactionIndicator status = TransactionIndicator.IDLE;
    /** Exchanges under way that may change the transaction's state. */
    private int changers;
    /** Exchanges under way after which a transaction may be open that was not, or the other way round. */
    private int movers;
    /** The exchange under way that nothing may follow before it has settled. */
    private Exchange exclusive;
    /** Whether nothing may be sent behind a Sync with which the server may become another one. */
    private boolean pooled;
    /** What begins a transaction in front of a statement; null in autocommit. */
    private String implicitBegin;
    private long ended;

    /** As the last ReadyForQuery told. */
    TransactionIndicator status() {
        return status;
    }

    /** How many transaction blocks have ended, as far as the status at each ReadyForQuery tells. */
    long ended() {
        return ended;
    }

    /** The server is ready again. */
    void ready(TransactionIndicator indicator) {
        if (status != TransactionIndicator.IDLE && indicator == TransactionIndicator.IDLE) {
            ended++;
        }
        status = indicator;
    }

    /** From the next statement on, a transaction is begun in front of each that finds none open; null for autocommit. */
    void beginImplicitly(String sqlOrNull) {
        implicitBegin = sqlOrNull;
    }

    /** What begins a transaction in front of a statement; null in autocommit. */
    String implicitBegin() {
        return implicitBegin;
    }

    /**
     * There is a pooler in between, which takes the server away at a ReadyForQuery outside a transaction: what was sent behind
     * the Sync by then would never be answered.
     */
    void behindPooler() {
        pooled = true;
    }

    /** An exchange is under way from now on. */
    void begins(Exchange exchange) {
        if (exchange.transactionEffect() != TransactionEffect.WITHIN) {
            changers++;
        }
        if (exchange.movesTransaction()) {
            movers++;
        }
        if (exchange.needs() == Knowledge.EVERYTHING) {
            exclusive = exchange;
        }
    }

    /** An exchange is not under way any more. */
    void ends(Exchange exchange) {
        if (exchange.transactionEffect() != TransactionEffect.WITHIN && changers > 0) {
            changers--;
        }
        if (exchange.movesTransaction() && movers > 0) {
            movers--;
        }
        if (exchange == exclusive) {
            exclusive = null;
        }
    }

    /** Whether two exchanges, one behind the other, may have one Sync: one unit, or plain statements of one transaction. */
    boolean shareSync(Exchange before, Exchange next) {
        if (before.group() != null || next.group() != null) {
            return before.group() == next.group();
        }
        return status != TransactionIndicator.IDLE && changers == 0 && before.sharesSync() && next.sharesSync()
                && next.transactionEffect() == TransactionEffect.WITHIN;
    }

    /** Whether a transaction belongs in front of it, unless one is open. The first of a unit speaks for the rest. */
    boolean isBegunImplicitly(Exchange next, Exchange openOrNull) {
        boolean inUnit = next.group() != null && openOrNull != null && openOrNull.group() == next.group();
        return implicitBegin != null && !inUnit && next.runsInTransaction();
    }

    /**
     * Whether the exchange needs to know what only the settlement of others tells.
     *
     * @param openOrNull the last exchange written, while no Sync stands behind it
     * @param quiet whether nothing is under way
     */
    boolean mustWait(Exchange next, Exchange openOrNull, boolean quiet) {
        if (exclusive != null || pooled && openOrNull == null && mayLoseItsServer(quiet)) {
            return true;
        }
        return switch (next.needs()) {
            case NOTHING -> movers > 0 && isBegunImplicitly(next, openOrNull);
            case STATE -> movers > 0;
            case EVERYTHING -> !quiet;
        };
    }

    private boolean mayLoseItsServer(boolean quiet) {
        return !quiet && (status == TransactionIndicator.IDLE || changers > 0);
    }
}
