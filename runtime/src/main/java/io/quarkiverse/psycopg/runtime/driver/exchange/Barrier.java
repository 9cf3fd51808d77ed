package io.quarkiverse.psycopg.runtime.driver.exchange;

import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;

/**
 * Sends nothing but a Sync: completes when the server has answered all that was sent before.
 */
public final class Barrier extends CompletingExchange<Void> {

    public Barrier(Completion<? super Void> completion) {
        super(completion);
    }

    @Override
    public Step begin(WireWriter out) {
        return Step.SENT;
    }

    @Override
    public boolean awaitsOnlyReady() {
        return true;
    }

    @Override
    public boolean waitsForOthers() {
        return true;
    }

    @Override
    public TransactionEffect transactionEffect() {
        return TransactionEffect.WITHIN;
    }

    @Override
    public Step reply(BackendMessage message, WireWriter out) {
        throw unexpected(message, "ReadyForQuery");
    }

    @Override
    Void result() {
        return null;
    }

    @Override
    public boolean runsInTransaction() {
        return false;
    }

    @Override
    public String describe() {
        return "waiting for the server";
    }
}
