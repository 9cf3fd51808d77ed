package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.runtime.driver.sql.lexer.Lexer;
import io.quarkiverse.psycopg.runtime.driver.sql.lexer.TokenKind;

/**
 * What cannot be run behind a pooler in transaction mode, because it leaves something in a session that the next transaction
 * does not find, or that a stranger's does. Source: PgBouncer, "SQL feature map for pooling modes".
 */
final class PoolerRules {

    private static final Set<String> STATEFUL = Set.of("LISTEN", "UNLISTEN", "RESET", "DISCARD", "LOAD", "DEALLOCATE",
            "EXECUTE");
    private static final Set<String> LOCAL_SETS = Set.of("LOCAL", "TRANSACTION", "CONSTRAINTS");
    private static final Set<String> TEMPORARY = Set.of("TEMP", "TEMPORARY");
    private static final Set<String> SESSION_LOCKS = Set.of("PG_ADVISORY_LOCK", "PG_ADVISORY_LOCK_SHARED",
            "PG_TRY_ADVISORY_LOCK", "PG_TRY_ADVISORY_LOCK_SHARED", "PG_ADVISORY_UNLOCK", "PG_ADVISORY_UNLOCK_SHARED",
            "PG_ADVISORY_UNLOCK_ALL");

    private PoolerRules() {
    }

    /** @throws NotSupportedException for a text with a statement that needs a session of its own */
    static void check(String sql) {
        Lexer lexer = new Lexer(sql, true);
        List<String> words = new ArrayList<>();
        while (lexer.next()) {
            if (lexer.kind() == TokenKind.WORD) {
                words.add(lexer.token().toUpperCase(Locale.ROOT));
            } else if (lexer.kind() == TokenKind.PUNCTUATION && lexer.token().equals(";")) {
                checkStatement(words);
                words.clear();
            }
        }
        checkStatement(words);
    }

    private static void checkStatement(List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        String first = words.get(0);
        String second = words.size() > 1 ? words.get(1) : "";
        if (STATEFUL.contains(first)) {
            throw refused(first, first.endsWith("LISTEN") ? "listen on a connection that does not go through the pooler"
                    : "use a connection that does not go through the pooler");
        }
        if (first.equals("SET") && !LOCAL_SETS.contains(second)) {
            throw refused("SET", "use SET LOCAL inside inTransaction");
        }
        if (first.equals("PREPARE") && !second.equals("TRANSACTION")) {
            throw refused("PREPARE", "pass arguments, and the driver binds them");
        }
        if (first.equals("DECLARE") && follows(words, "WITH", "HOLD")) {
            throw refused("a cursor WITH HOLD", "use a named cursor inside a transaction, or stream");
        }
        if (words.stream().anyMatch(TEMPORARY::contains) && createsTable(words) && !follows(words, "COMMIT", "DROP")) {
            throw refused("a temporary table", "create it ON COMMIT DROP inside inTransaction");
        }
        for (String word : words) {
            if (SESSION_LOCKS.contains(word)) {
                throw refused(word.toLowerCase(Locale.ROOT), "use pg_advisory_xact_lock inside inTransaction");
            }
        }
        if (words.contains("SET_CONFIG") && !words.contains("TRUE")) {
            throw refused("set_config for the session", "give the word true as its third argument, inside inTransaction");
        }
    }

    private static boolean createsTable(List<String> words) {
        return words.get(0).equals("CREATE") || follows(words, "INTO", "TEMP") || follows(words, "INTO", "TEMPORARY");
    }

    private static boolean follows(List<String> words, String word, String next) {
        int at = words.indexOf(word);
        return at >= 0 && at + 1 < words.size() && words.get(at + 1).equals(next);
    }

    static NotSupportedException refused(String what, String instead) {
        return new NotSupportedException(what + " cannot be used behind a pooler in transaction mode (pooler=transaction), "
                + "which gives each transaction another session: " + instead);
    }
}
