package io.quarkiverse.psycopg.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.Psycopg;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.replication.ReplicationConnection;
import io.quarkiverse.psycopg.replication.ReplicationType;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** The database that the cases were recorded in, made anew, and the driver that is asked. */
final class Oracle implements AutoCloseable {

    private static final String DATABASE = "oracle";
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestServer server = TestServer.v18();
    private final Vertx vertx = Vertx.vertx();
    private final Psycopg driver = new PsycopgDriver(vertx);

    /** @param folder holds {@code setup.sql}, or is a folder beside the project's own copy */
    Oracle(Path folder, Path own) {
        Path setup = Files.exists(folder.resolve("setup.sql")) ? folder.resolve("setup.sql") : own.resolve("setup.sql");
        server.execute("DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)",
                "CREATE DATABASE " + DATABASE + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
        try {
            server.executeIn(DATABASE, Files.readString(setup));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestServer server() {
        return server;
    }

    /** Options that reach the database, with the recording's time zone. */
    PgConnectOptions.Builder options() {
        return PgConnectOptions.builder().host(server.host(), server.port()).user(TestServer.USER).database(DATABASE)
                .sslMode(SslMode.DISABLE).options("-c timezone=UTC").connectTimeout(PATIENCE);
    }

    PgConnection connect() {
        return connect(options().build());
    }

    PgConnection connect(PgConnectOptions options) {
        return await(driver.connect(options));
    }

    /** @param settings further options of the session, {@code -c name=value} */
    ReplicationConnection replication(String settings) {
        return await(driver.connectReplication(options().options(("-c timezone=UTC " + settings).strip()).build(),
                ReplicationType.LOGICAL));
    }

    /** Runs statements over the driver on a connection of their own. */
    void prepare(String... statements) {
        PgConnection connection = connect();
        try {
            List.of(statements).forEach(sql -> await(connection.execute(sql)));
        } finally {
            close(connection);
        }
    }

    /** Rolls back what earlier cases have left prepared, which would hold its locks. */
    void endPrepared() {
        PgConnection connection = connect();
        try {
            await(connection.tpcRecover()).stream().filter(xid -> xid.database().orElse("").equals(DATABASE))
                    .forEach(xid -> await(connection.tpcRollback(xid)));
        } finally {
            close(connection);
        }
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    /** Closes; a connection that is broken already is fine. */
    static void close(PgConnection connection) {
        try {
            await(connection.close());
        } catch (PgException e) {
            // the case broke it, and has been judged
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
