package io.quarkiverse.psycopg.runtime.driver.connection;

import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.ExecuteMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;

/**
 * Stands in for a member of a unit that could not even be encoded: it makes the server fail the unit, by executing a portal
 * that does not exist, so that what ran before in the unit is not kept without this member.
 */
final class FailedUnit extends Exchange {

    private final Exchange member;
    private final PgException failure;

    FailedUnit(Exchange member, PgException failure) {
        this.member = member;
        this.failure = failure;
    }

    @Override
    public Step begin(WireWriter out) {
        ExecuteMessage.writeFailing(out);
        return Step.SENT;
    }

    @Override
    public Step reply(BackendMessage message, WireWriter out) {
        throw new ProtocolViolationException("expected ErrorResponse, got " + message.type() + " while " + describe());
    }

    @Override
    public void refused(ErrorResponse error) {
        // asked for; the member's own failure is the one to tell
    }

    @Override
    public TransactionEffect transactionEffect() {
        return TransactionEffect.WITHIN;
    }

    @Override
    public void settled(TransactionIndicator status) {
        member.abandoned(failure);
    }

    @Override
    public void abandoned(PgException reason) {
        member.abandoned(failure);
    }

    @Override
    public boolean runsInTransaction() {
        return false;
    }

    @Override
    public String describe() {
        return member.describe();
    }
}
