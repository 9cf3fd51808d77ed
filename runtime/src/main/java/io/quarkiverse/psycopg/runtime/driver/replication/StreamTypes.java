package io.quarkiverse.psycopg.runtime.driver.replication;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.quarkiverse.psycopg.runtime.driver.types.TypeCatalog;
import io.smallrye.mutiny.Uni;

/**
 * Asks the catalog for the types of a stream's changes: all of them on the stream's own connection before it begins, those that
 * come later on a second one, since a connection that streams takes no questions.
 */
final class StreamTypes implements Function<List<Integer>, Uni<Void>> {

    private final ReplicationConnector connector;

    StreamTypes(ReplicationConnector connector) {
        this.connector = connector;
    }

    /** Has all types described anew, over a connection that does not stream. */
    static Uni<Void> describe(DriverReplicationConnection connection) {
        return Uni.createFrom().deferred(() -> {
            connection.types().catalog().ifPresent(TypeCatalog::forget);
            return learn(connection, List.of());
        });
    }

    /** Learns these types over a connection of their own. */
    @Override
    public Uni<Void> apply(List<Integer> oids) {
        return connector.connect().chain(beside -> learn(beside, oids).eventually(beside::close));
    }

    private static Uni<Void> learn(DriverReplicationConnection connection, List<Integer> oids) {
        Optional<TypeCatalog> catalog = connection.types().catalog();
        if (catalog.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().emitter(emitter -> catalog.get().load(oids, () -> emitter.complete(null))
                .ifPresent(load -> read(connection, load).subscribe().with(emitter::complete, emitter::fail)));
    }

    private static Uni<Void> read(DriverReplicationConnection connection, TypeCatalog.Load load) {
        return connection.results(load.sql()).chain(results -> {
            results.forEach(result -> result.rows().forEach(load::row));
            return load.end() ? read(connection, load) : Uni.createFrom().voidItem();
        }).onFailure().invoke(load::abandon);
    }
}
