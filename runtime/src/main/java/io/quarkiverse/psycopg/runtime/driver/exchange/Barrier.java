package io.quarkiverse.psycopg.runtime.driver.exchange;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.error.ServerErrors;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;

/**
 * Sends nothing but a Sync: completes when the server has answered all that was sent before.
 */
public final class Barrier extends Exchange {

    private final Once<Void> completion;
    private PgException failure;

    public Barrier(Completion<? super Void> completion) {
        this.completion = new Once<>(completion);
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
        throw new ProtocolViolationException("expected ReadyForQuery, got " + message.type() + " while " + describe());
    }

    @Override
    public void refused(ErrorResponse error) {
        failure = ServerErrors.of(new Diagnostics(error.fields()));
    }

    @Override
    public void settled(TransactionIndicator status) {
        end(failure);
    }

    @Override
    public void abandoned(PgException reason) {
        end(reason);
    }

    @Override
    public void giveUp(PgException reason) {
        end(reason);
    }

    private void end(PgException outcome) {
        completion.end(null, outcome);
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
