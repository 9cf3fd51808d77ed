package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.error.ServerErrors;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Query;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;

/**
 * Asks a server before PostgreSQL 14, which does not report it, whether it is in recovery and whether its sessions are
 * read-only.
 */
final class RoleProbe extends Exchange {

    private static final String SQL = "SELECT pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('transaction_read_only')";

    private final Promise<ServerRole> result;
    private Optional<ServerRole> role = Optional.empty();
    private Optional<PgException> failure = Optional.empty();

    private RoleProbe(Promise<ServerRole> result) {
        this.result = result;
    }

    /** Completes on the session's context. */
    static Future<ServerRole> ask(Session session) {
        Promise<ServerRole> result = ((ContextInternal) session.context()).promise();
        session.submit(new RoleProbe(result));
        return result.future();
    }

    @Override
    public Step begin(WireWriter out) {
        new Query(SQL).write(out);
        return Step.SENT;
    }

    @Override
    public Step reply(BackendMessage message, WireWriter out) {
        return switch (message.type()) {
            case ROW_DESCRIPTION -> Step.SENT;
            case DATA_ROW -> {
                List<String> values = values((DataRow) message);
                role = Optional.of(new ServerRole(values.get(0).equals("t"), values.get(1).equals("on")));
                yield Step.SENT;
            }
            case COMMAND_COMPLETE -> Step.DONE;
            default -> throw new ProtocolViolationException("unexpected " + message.type() + " while " + describe());
        };
    }

    private static List<String> values(DataRow row) {
        if (row.fieldCount() != 2) {
            throw new ProtocolViolationException("expected a row of 2 fields, got " + row.fieldCount());
        }
        WireReader in = new WireReader(row.buffer(), row.offset(), row.length());
        List<String> values = new ArrayList<>();
        for (int i = 0; i < row.fieldCount(); i++) {
            int length = in.readInt32();
            values.add(length < 0 ? "" : new String(in.readBytes(length).toByteArray(), StandardCharsets.UTF_8));
        }
        return values;
    }

    @Override
    public void refused(ErrorResponse error) {
        failure = Optional.of(ServerErrors.of(new Diagnostics(error.fields())));
    }

    @Override
    public void settled(TransactionIndicator status) {
        if (failure.isPresent()) {
            result.tryFail(failure.get());
        } else if (role.isPresent()) {
            result.tryComplete(role.get());
        } else {
            result.tryFail(new ProtocolViolationException("no row came while " + describe()));
        }
    }

    @Override
    public void abandoned(PgException reason) {
        result.tryFail(failure.orElse(reason));
    }

    @Override
    public boolean synchronizesItself() {
        return true;
    }

    @Override
    public String describe() {
        return "asking the server for its role";
    }
}
