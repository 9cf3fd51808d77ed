package io.quarkiverse.psycopg.runtime.driver.exchange;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.error.ServerErrors;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;

/**
 * An exchange that ends in a {@link Completion}: its caller hears once, of the first thing that went wrong or of the result,
 * however often the exchange is ended. One that was given up is settled or abandoned all the same.
 *
 * @param <R> the result
 */
abstract class CompletingExchange<R> extends Exchange {

    private final Completion<? super R> completion;
    private PgException failure;
    private boolean told;

    CompletingExchange(Completion<? super R> completion) {
        this.completion = completion;
    }

    /** What the caller gets where nothing went wrong. */
    abstract R result();

    /** Remembers the first failure; the rest of the replies is still taken. */
    final void fails(PgException e) {
        if (failure == null) {
            failure = e;
        }
    }

    final boolean hasFailed() {
        return failure != null;
    }

    @Override
    public final void refused(ErrorResponse error) {
        fails(ServerErrors.of(new Diagnostics(error.fields())));
    }

    @Override
    public void settled(TransactionIndicator status) {
        end(failure);
    }

    @Override
    public final void abandoned(PgException reason) {
        end(failure == null ? reason : failure);
    }

    @Override
    public final void giveUp(PgException reason) {
        end(reason);
    }

    private void end(PgException outcome) {
        if (told) {
            return;
        }
        told = true;
        if (outcome == null) {
            completion.completed(result());
        } else {
            completion.failed(isExpired() ? Timeouts.translate(outcome, this) : outcome);
        }
    }

    final ProtocolViolationException unexpected(BackendMessage message, String expected) {
        return new ProtocolViolationException("expected " + expected + ", got " + message.type() + " while " + describe());
    }
}
