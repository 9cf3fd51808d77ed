package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.Row;

/**
 * Asks the catalog whether a statement may reach a volatile function, before it shares a session with others: once per
 * statement that is short, used often and has to wait for a session, and again every minute.
 */
final class VolatilityCheck implements Consumer<StatementProfile> {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final SessionPool sessions;

    VolatilityCheck(SessionPool sessions) {
        this.sessions = sessions;
    }

    /** Begins a check where one is due. */
    @Override
    public void accept(StatementProfile statement) {
        if (!statement.beginCheck(System.nanoTime())) {
            return;
        }
        Optional<Set<String>> names = StatementNames.of(statement.sql());
        if (names.isEmpty()) {
            statement.checked(true, System.nanoTime());
            return;
        }
        new OneShot<Row, Boolean>(sessions, LIMIT_NANOS,
                (client, completion) -> client.own().reachesVolatile(names.get(), completion), row -> row.getBoolean(0))
                .subscribe().with(reaches -> statement.checked(reaches, System.nanoTime()),
                        failure -> statement.checkFailed(System.nanoTime()));
    }
}
