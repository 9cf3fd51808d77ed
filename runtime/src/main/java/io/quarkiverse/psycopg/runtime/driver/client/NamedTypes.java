package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.PreparedStatements;
import io.quarkiverse.psycopg.runtime.driver.exchange.Results;
import io.quarkiverse.psycopg.runtime.driver.exchange.StatementScope;
import io.quarkiverse.psycopg.runtime.driver.types.TypeCatalog;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * Learns the types of a database when the first session to it opens, where typecasters or mappings name types: in one query,
 * however many they are. So the first parameter is already declared as its type.
 * <p>
 * Where that fails the session is good all the same: types that are not known are asked for when a statement meets them.
 */
final class NamedTypes implements Completion<List<Row>> {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ClientSession client;
    private final TypeCatalog.Load load;
    private final Promise<ClientSession> done = Promise.promise();

    private NamedTypes(ClientSession client, TypeCatalog.Load load) {
        this.client = client;
        this.load = load;
    }

    /** Completes with the session when the types are known, or another session asks for them already. */
    static Future<ClientSession> learn(ClientSession client) {
        Optional<TypeCatalog> catalog = client.types().catalog();
        if (catalog.isEmpty() || !catalog.get().isUnread() || !client.types().readers().namesTypes()) {
            return Future.succeededFuture(client);
        }
        Optional<TypeCatalog.Load> load = catalog.get().load(List.of(), () -> {
        });
        if (load.isEmpty()) {
            return Future.succeededFuture(client);
        }
        NamedTypes types = new NamedTypes(client, load.get());
        types.ask();
        return types.done.future();
    }

    private void ask() {
        Exchange query = Results.all().query(load.sql(), List.of(),
                StatementScope.of(client.types(), PreparedStatements.NONE), this);
        query.endsBy(System.nanoTime() + LIMIT_NANOS);
        client.session().submit(query);
    }

    @Override
    public void completed(List<Row> rows) {
        rows.forEach(load::row);
        if (load.end()) {
            ask();
        } else {
            done.complete(client);
        }
    }

    @Override
    public void failed(PgException failure) {
        load.abandon();
        done.complete(client);
    }
}
