package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.psycopg.runtime.driver.client.SessionState;
import io.quarkiverse.psycopg.runtime.driver.exchange.LeadingKeyword;

/**
 * What a pool has learned of its statements, by their text. Bounded: what is not used while as many others come is forgotten.
 * Thread-safe.
 */
final class StatementProfiles {

    private static final int GENERATION = 512;

    /** For a text that must not share a session, whatever it takes. */
    private static final Optional<StatementProfile> NEVER = Optional.empty();

    private volatile ConcurrentHashMap<String, Optional<StatementProfile>> young = new ConcurrentHashMap<>();
    private volatile ConcurrentHashMap<String, Optional<StatementProfile>> old = new ConcurrentHashMap<>();

    /** The profile of a statement, null for one that must have a session to itself. */
    StatementProfile of(String sql) {
        Optional<StatementProfile> known = young.get(sql);
        if (known == null) {
            known = old.get(sql);
            known = keep(sql, known == null ? begin(sql) : known);
        }
        return known.orElse(null);
    }

    /** The one that is kept: another thread may have been faster. */
    private Optional<StatementProfile> keep(String sql, Optional<StatementProfile> profile) {
        if (young.size() >= GENERATION) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
        Optional<StatementProfile> faster = young.putIfAbsent(sql, profile);
        return faster == null ? profile : faster;
    }

    private static Optional<StatementProfile> begin(String sql) {
        if (!SessionState.isKeptBy(sql)) {
            return NEVER;
        }
        return switch (LeadingKeyword.of(sql)) {
            case "SELECT" -> Optional.of(new StatementProfile(sql, !locksOrStores(sql)));
            case "INSERT", "UPDATE", "DELETE" -> Optional.of(new StatementProfile(sql, false));
            default -> NEVER;
        };
    }

    /** FOR UPDATE, FOR SHARE and their kin, or SELECT INTO; a name that looks like one of them is taken for it. */
    private static boolean locksOrStores(String sql) {
        Optional<Set<String>> names = StatementNames.of(sql);
        return names.isEmpty() || names.get().contains("update") || names.get().contains("share")
                || names.get().contains("into");
    }
}
