package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.Objects;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange.TransactionEffect;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;

/**
 * What the statements of one session, or of one cursor in it, have in common: made once, so that a statement has one reference
 * to it all.
 *
 * @param types what values are written and rows are read by
 * @param statements what is prepared on the connection
 * @param waker wakes an exchange that waits for what another connection does; called from any thread
 * @param refresh has types described anew where rows show that they have changed, before the result is handed over
 * @param effects what texts do to the session's transaction
 */
public record StatementScope(TypeRegistry types, PreparedStatements statements, Consumer<Exchange> waker,
        TypeRefresh refresh, RecentTexts<TransactionEffect> effects) {

    public StatementScope {
        Objects.requireNonNull(types, "types");
        Objects.requireNonNull(statements, "statements");
        Objects.requireNonNull(waker, "waker");
        Objects.requireNonNull(refresh, "refresh");
        Objects.requireNonNull(effects, "effects");
    }

    public StatementScope(TypeRegistry types, PreparedStatements statements, Consumer<Exchange> waker, TypeRefresh refresh) {
        this(types, statements, waker, refresh, new RecentTexts<>(LeadingKeyword::effectOf));
    }

    /** One that waits for no other connection and reads rows by what is known of their types. */
    public static StatementScope of(TypeRegistry types, PreparedStatements statements) {
        return new StatementScope(types, statements, exchange -> {
            // nothing is waited for
        }, TypeRefresh.NONE);
    }

    /** The same, with rows read by what is known of their types. */
    public StatementScope withoutRefresh() {
        return new StatementScope(types, statements, waker, TypeRefresh.NONE, effects);
    }

    /** The same for values and rows of an inner scope. */
    public StatementScope in(TypeRegistry inner) {
        return new StatementScope(inner, statements, waker, refresh, effects);
    }

    /** The same, with nothing prepared under a name. */
    public StatementScope unprepared() {
        return new StatementScope(types, PreparedStatements.NONE, waker, refresh, effects);
    }
}
