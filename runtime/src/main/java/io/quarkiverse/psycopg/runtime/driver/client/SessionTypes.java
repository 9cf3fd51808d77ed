package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.List;

import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultSet;
import io.quarkiverse.psycopg.runtime.driver.exchange.SimpleQuery;
import io.quarkiverse.psycopg.runtime.driver.exchange.TypeRefresh;
import io.quarkiverse.psycopg.runtime.driver.types.TypeCatalog;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;

/**
 * Runs the catalog's query on a session behind a result that needs it, or waits for the session that runs it already. Where it
 * fails, the result is handed over as it is.
 */
final class SessionTypes implements TypeRefresh {

    /** Loads of other sessions that are waited for before it is given up. */
    private static final int MAX_TURNS = 8;

    private final Session session;
    private final TypeRegistry types;

    SessionTypes(Session session, TypeRegistry types) {
        this.session = session;
        this.types = types;
    }

    @Override
    public void learn(List<Integer> oids, long deadline, Runnable then) {
        ask(oids, deadline, then, 0);
    }

    private void ask(List<Integer> oids, long deadline, Runnable then, int turn) {
        List<Integer> missing = oids.stream().filter(oid -> !types.isKnown(oid)).distinct().toList();
        if (missing.isEmpty() || types.catalog().isEmpty() || session.isClosed() || turn == MAX_TURNS) {
            then.run();
            return;
        }
        types.catalog().get().load(missing, () -> session.run(() -> ask(oids, deadline, then, turn + 1)))
                .ifPresent(load -> read(load, deadline, then));
    }

    private void read(TypeCatalog.Load load, long deadline, Runnable then) {
        SimpleQuery query = new SimpleQuery(load.sql(), TypeRegistry.builtin(), true, new Completion<List<ResultSet>>() {
            @Override
            public void completed(List<ResultSet> results) {
                if (take(load, results)) {
                    read(load, deadline, then);
                } else {
                    then.run();
                }
            }

            @Override
            public void failed(PgException failure) {
                load.abandon();
                then.run();
            }
        });
        if (deadline != 0) {
            query.endsBy(deadline);
        }
        session.submit(query);
    }

    /** Whether another query is needed. */
    private static boolean take(TypeCatalog.Load load, List<ResultSet> results) {
        try {
            results.forEach(result -> result.rows().forEach(load::row));
            return load.end();
        } catch (PgException e) {
            load.abandon();
            return false;
        }
    }
}
