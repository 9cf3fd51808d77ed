package io.quarkiverse.psycopg.runtime.driver.exchange;

import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendType;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;

/**
 * The BEGIN that goes out in front of the first statement where the session is not in autocommit. It has no caller of its own:
 * no Sync stands between it and the statement, so that the server skips the statement where it refuses the BEGIN.
 */
public final class TransactionBegin extends Exchange {

    private final String sql;

    /** @param sql BEGIN with its modes */
    public TransactionBegin(String sql) {
        this.sql = sql;
    }

    @Override
    public Step begin(WireWriter out) {
        CommandMessages.write(sql, out);
        return Step.SENT;
    }

    @Override
    public Step reply(BackendMessage message, WireWriter out) {
        return switch (message.type()) {
            case PARSE_COMPLETE, BIND_COMPLETE -> Step.SENT;
            case COMMAND_COMPLETE -> Step.DONE;
            default -> throw new ProtocolViolationException(
                    "expected " + BackendType.COMMAND_COMPLETE + ", got " + message.type() + " while " + describe());
        };
    }

    @Override
    public void refused(ErrorResponse error) {
        // the statement behind it is told
    }

    @Override
    public void settled(TransactionIndicator status) {
        // the statement behind it has a caller
    }

    @Override
    public void abandoned(PgException reason) {
        // the statement behind it is told
    }

    @Override
    public TransactionEffect transactionEffect() {
        return TransactionEffect.BEGINS;
    }

    @Override
    public boolean waitsForOthers() {
        return true;
    }

    @Override
    public boolean runsInTransaction() {
        return false;
    }

    @Override
    public String describe() {
        return "executing \"" + sql + "\"";
    }
}
