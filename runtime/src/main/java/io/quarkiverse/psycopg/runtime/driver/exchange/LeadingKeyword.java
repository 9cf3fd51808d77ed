package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.Locale;

import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange.TransactionEffect;

/**
 * Reads a statement's first word, after white space and comments, to tell what it does to the transaction. Nothing more of the
 * SQL is looked at, so a string with several statements must be asked about only where the extended protocol refuses those.
 */
public final class LeadingKeyword {

    /** The likeliest first. */
    private static final String[] COMMON = { "SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "BEGIN", "COMMIT", "ROLLBACK",
            "VALUES", "MERGE", "FETCH" };

    private LeadingKeyword() {
    }

    /**
     * The first word in upper case, empty where the statement begins with none. A key word of transactions and of data costs no
     * garbage.
     */
    public static String of(String sql) {
        int start = skipBlank(sql, 0);
        int end = start;
        while (end < sql.length() && isLetter(sql.charAt(end))) {
            end++;
        }
        for (String word : COMMON) {
            if (word.length() == end - start && sql.regionMatches(true, start, word, 0, word.length())) {
                return word;
            }
        }
        return sql.substring(start, end).toUpperCase(Locale.ROOT);
    }

    /** What a single statement does to the transaction. */
    public static TransactionEffect effectOf(String sql) {
        return switch (of(sql)) {
            case "SELECT", "INSERT", "UPDATE", "DELETE", "VALUES", "WITH", "MERGE", "FETCH", "MOVE", "DECLARE", "TABLE" ->
                TransactionEffect.WITHIN;
            case "BEGIN", "START" -> TransactionEffect.BEGINS;
            case "COMMIT", "END", "ROLLBACK", "ABORT", "PREPARE" -> TransactionEffect.ENDS;
            default -> TransactionEffect.UNKNOWN;
        };
    }

    private static int skipBlank(String sql, int from) {
        int i = from;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '(') {
                i++;
            } else if (sql.startsWith("--", i)) {
                int end = sql.indexOf('\n', i);
                i = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", i)) {
                i = skipComment(sql, i);
            } else {
                break;
            }
        }
        return i;
    }

    private static int skipComment(String sql, int from) {
        int depth = 0;
        int i = from;
        while (i < sql.length()) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (sql.startsWith("*/", i)) {
                depth--;
                i += 2;
                if (depth == 0) {
                    return i;
                }
            } else {
                i++;
            }
        }
        return i;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
