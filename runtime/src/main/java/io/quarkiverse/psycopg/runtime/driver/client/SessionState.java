package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.Set;

import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange.TransactionEffect;
import io.quarkiverse.psycopg.runtime.driver.exchange.LeadingKeyword;

/**
 * Tells from a statement's text whether it can leave session state behind: settings, temporary objects, advisory locks,
 * prepared statements, LISTEN.
 * <p>
 * A plain data statement that calls none of the functions which change session state, and transaction control, keep the state.
 * Everything else counts as changing it: it costs one reset. What a function of the user, a trigger or a view's rule does
 * inside is not visible here; an application whose functions change settings beyond their transaction chooses
 * {@code pool.reset=always}.
 */
public final class SessionState {

    /** Beginnings of the names of functions that change the session. */
    private static final Set<String> STATEFUL = Set.of("set_config", "pg_advisory", "pg_try_advisory", "setseed", "dblink",
            "lo_open", "lo_creat", "lo_import", "pg_replication_origin", "pg_logical", "pg_create", "temp", "temporary");

    private SessionState() {
    }

    /** Whether a session that has run this statement is as it was before. */
    public static boolean isKeptBy(String sql) {
        TransactionEffect effect = LeadingKeyword.effectOf(sql);
        if (effect == TransactionEffect.UNKNOWN || sql.indexOf(';') >= 0) {
            return isSavepoint(sql);
        }
        if (effect != TransactionEffect.WITHIN) {
            return !"PREPARE".equals(LeadingKeyword.of(sql));
        }
        return !"DECLARE".equals(LeadingKeyword.of(sql)) && !namesStatefulFunction(sql);
    }

    private static boolean isSavepoint(String sql) {
        String word = LeadingKeyword.of(sql);
        return sql.indexOf(';') < 0 && ("SAVEPOINT".equals(word) || "RELEASE".equals(word) || "EXPLAIN".equals(word));
    }

    /** Looks at the beginning of each word, in literals and comments too: a false alarm costs one reset. */
    private static boolean namesStatefulFunction(String sql) {
        boolean wordStart = true;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (wordStart && mayBegin(c)) {
                for (String name : STATEFUL) {
                    if (sql.regionMatches(true, i, name, 0, name.length())) {
                        return true;
                    }
                }
            }
            wordStart = !Character.isLetterOrDigit(c) && c != '_';
        }
        return false;
    }

    private static boolean mayBegin(char c) {
        return switch (c) {
            case 's', 'S', 'p', 'P', 'd', 'D', 'l', 'L', 't', 'T' -> true;
            default -> false;
        };
    }
}
