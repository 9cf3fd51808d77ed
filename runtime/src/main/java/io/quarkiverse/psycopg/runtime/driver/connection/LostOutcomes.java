package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange.TransactionEffect;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;

/**
 * What a lost connection means for operations that were sent and not settled.
 * <p>
 * Inside a transaction block that nothing sent could have ended, the server has rolled back: {@code ROLLED_BACK}. Everything
 * else may have been done and kept: {@code UNKNOWN}.
 */
final class LostOutcomes {

    private LostOutcomes() {
    }

    /**
     * @param sent exchanges in the order in which they were sent
     * @param status the transaction's state before the first of them
     */
    static List<Outcome> of(List<Exchange> sent, TransactionIndicator status) {
        List<Outcome> outcomes = new ArrayList<>(sent.size());
        boolean inTransaction = status != TransactionIndicator.IDLE;
        int blockStart = 0;
        for (int i = 0; i < sent.size(); i++) {
            TransactionEffect effect = sent.get(i).transactionEffect();
            if (effect == TransactionEffect.BEGINS && !inTransaction) {
                inTransaction = true;
                blockStart = i;
            }
            boolean severalStatements = effect == TransactionEffect.UNKNOWN && sent.get(i).synchronizesItself();
            if (effect == TransactionEffect.ENDS || severalStatements) {
                for (int j = blockStart; j < i; j++) {
                    outcomes.set(j, Outcome.UNKNOWN);
                }
                inTransaction = false;
            }
            outcomes.add(inTransaction ? Outcome.ROLLED_BACK : Outcome.UNKNOWN);
            if (!inTransaction) {
                blockStart = i + 1;
            }
        }
        return outcomes;
    }
}
