package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ServerErrors;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendType;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Query;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** A statement by the simple protocol whose first row is given as text: all that these tests need of a session. */
final class Probe extends Exchange {

    private final String sql;
    private final Promise<List<String>> result = Promise.promise();
    private final List<String> row = new ArrayList<>();
    private PgException failure;

    private Probe(String sql) {
        this.sql = sql;
    }

    /** Waits for the row. */
    static List<String> row(Session session, String sql) {
        return Connecting.await(run(session, sql));
    }

    static Future<List<String>> run(Session session, String sql) {
        Probe probe = new Probe(sql);
        session.submit(probe);
        return probe.result.future();
    }

    @Override
    public Step begin(WireWriter out) {
        new Query(sql).write(out);
        return Step.SENT;
    }

    @Override
    public Step reply(BackendMessage message, WireWriter out) {
        if (message instanceof DataRow data && row.isEmpty()) {
            WireReader in = new WireReader(data.buffer(), data.offset(), data.length());
            for (int i = 0; i < data.fieldCount(); i++) {
                int length = in.readInt32();
                row.add(length < 0 ? "null" : in.readUtf8(length));
            }
        }
        return message.type() == BackendType.COMMAND_COMPLETE ? Step.DONE : Step.SENT;
    }

    @Override
    public void refused(ErrorResponse error) {
        failure = ServerErrors.of(new Diagnostics(error.fields()));
    }

    @Override
    public void settled(TransactionIndicator status) {
        if (failure == null) {
            result.complete(row);
        } else {
            result.fail(failure);
        }
    }

    @Override
    public void abandoned(PgException reason) {
        result.fail(reason);
    }

    @Override
    public boolean synchronizesItself() {
        return true;
    }

    @Override
    public String describe() {
        return "a probe";
    }
}
