package org.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.psycopg.Dsn;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.SqlState;
import io.quarkiverse.psycopg.error.condition.UniqueViolationException;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Failures {

    @Inject
    PgPool pool;

    // tag::condition[]
    public Uni<Boolean> register(String email) {
        return pool.execute("INSERT INTO users (email) VALUES (%s)", email).replaceWith(true)
                .onFailure(UniqueViolationException.class).recoverWithItem(false);
    }
    // end::condition[]

    // tag::diagnostics[]
    public String constraint(PgException failure) {
        return failure.diagnostics().flatMap(Diagnostics::constraintName).orElse("none");
    }

    public boolean isMissingTable(PgException failure) {
        return failure.sqlState().filter(SqlState.UNDEFINED_TABLE::equals).isPresent();
    }
    // end::diagnostics[]

    // tag::retry[]
    public Uni<Void> pay(long id) {
        return pool.inTransaction(connection -> connection.execute("UPDATE orders SET paid = true WHERE id = %s", id)
                .replaceWithVoid())
                .onFailure(failure -> failure instanceof PgException e && e.isTransient()).retry().atMost(3);
    }
    // end::retry[]

    // tag::encrypt[]
    public Uni<Void> changePassword(PgConnection connection, String password) {
        return Dsn.encryptPassword(password, "app", connection)
                .chain(stored -> connection.execute("ALTER ROLE app PASSWORD '" + stored + "'")).replaceWithVoid();
    }
    // end::encrypt[]
}
