package io.quarkiverse.psycopg.benchmarks.workload;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is measured. Selects by key are repeated until a round has lasted long enough, rows and changes are a fixed number. An
 * operation gives one row, except that in {@link #W8} it is a connection.
 */
public enum Workload {
    W1("W1", "select by key, one at a time", "selects", 2_000),
    W2("W2", "select by key, 64 in flight on one connection, autocommit", "selects", 8_000),
    W2_TRANSACTION("W2t", "the same within a transaction", "selects", 8_000),
    W2_PIPELINE("W2p", "the same, 64 as one unit, one unit at a time", "selects", 8_000),
    W2_UNITS("W2u", "the same, 64 in flight as two units of 32", "selects", 8_000),
    W3("W3", "selects by key, 64 callers on 8 connections", "selects", 8_000),
    W4("W4", "rows of five columns, streamed, every value read", "rows", 1_000_000, 100_000),
    W4_AT_ONCE("W4a", "the same rows, all at once", "rows", 1_000_000, 100_000),
    W5("W5", "rows of three columns stored by one statement with many entries", "rows", 100_000, 20_000),
    W6("W6", "notifications of 100 bytes, sent by one statement", "notifications", 100_000, 20_000),
    W6_ROUND_TRIP("W6r", "notifications one at a time, each sent when the former has come", "notifications", 1_000),
    W7("W7", "inserted rows decoded from the output of a replication slot", "changes", 300_000, 20_000),
    W8("W8", "connections opened with SCRAM and closed", "connections", 60),
    W8_CACHED("W8c", "the same where one password is used again, by clients that keep its keys", "connections", 60),
    W9("W9", "a Quarkus application starts, nothing called; then its first query", "starts", 1),
    W10_CALLERS_10("W10-c10", "as W3 with 10 callers", "selects", 8_000),
    W10_CALLERS_100("W10-c100", "as W3 with 100 callers", "selects", 8_000),
    W10_CALLERS_1000("W10-c1000", "as W3 with 1,000 callers", "selects", 8_000),
    W10_CONNECTIONS_10("W10-p10", "100 callers on 10 connections", "selects", 8_000),
    W10_CONNECTIONS_100("W10-p100", "1,000 callers on 100 connections", "selects", 8_000),
    W10_CONNECTIONS_500("W10-p500", "5,000 callers on 500 connections", "selects", 8_000),
    W10_ROWS_1M("W10-r1m", "1 million generated rows of W4, streamed", "rows", 1_000_000, 100_000),
    W10_ROWS_10M("W10-r10m", "10 million generated rows of W4, streamed", "rows", 10_000_000, 200_000),
    W10_ROWS_100M("W10-r100m", "100 million generated rows of W4, streamed", "rows", 100_000_000, 300_000);

    /** Requests in flight on the one connection of {@link #W2}. */
    public static final int IN_FLIGHT = 64;

    private final String label;
    private final String title;
    private final String unit;
    private final int full;
    private final int brief;
    private final boolean fixed;

    Workload(String label, String title, String unit, int first) {
        this(label, title, unit, first, first / 4, false);
    }

    Workload(String label, String title, String unit, int full, int brief) {
        this(label, title, unit, full, brief, true);
    }

    Workload(String label, String title, String unit, int full, int brief, boolean fixed) {
        this.label = label;
        this.title = title;
        this.unit = unit;
        this.full = full;
        this.brief = brief;
        this.fixed = fixed;
    }

    /** The name on the command line and in results. */
    public String label() {
        return label;
    }

    /** What it does, in a few words. */
    public String title() {
        return title;
    }

    /** What is counted, in the plural. */
    public String unit() {
        return unit;
    }

    /** Whether a round has a number of operations rather than a duration. */
    public boolean isFixed() {
        return fixed;
    }

    /** Operations of a round, or of the first one where rounds have a duration. */
    public int operations(Size size) {
        return switch (size) {
            case FULL -> full;
            case SHORT -> brief;
            case SMOKE -> Math.min(brief, 64);
        };
    }

    /** Callers of the pool, for those workloads that have one. */
    public int callers() {
        return switch (this) {
            case W10_CALLERS_10 -> 10;
            case W10_CALLERS_100, W10_CONNECTIONS_10 -> 100;
            case W10_CALLERS_1000, W10_CONNECTIONS_100 -> 1_000;
            case W10_CONNECTIONS_500 -> 5_000;
            default -> 64;
        };
    }

    /** Connections of the pool, for those workloads that have one. */
    public int connections() {
        return switch (this) {
            case W10_CONNECTIONS_10 -> 10;
            case W10_CONNECTIONS_100 -> 100;
            case W10_CONNECTIONS_500 -> 500;
            default -> 8;
        };
    }

    /**
     * Rounds before the measured ones: ten million rows are warm after the first thousands, connecting is not after some
     * hundred times.
     */
    public int warmUps(Size size) {
        if (this == W8 || this == W8_CACHED) {
            return 2 * size.warmUps();
        }
        return this == W10_ROWS_10M || this == W10_ROWS_100M ? 0 : size.warmUps();
    }

    /**
     * Measured rounds, where that many are asked for: no more than three of those that take the better part of a minute each.
     */
    public int rounds(int asked) {
        return isOnlyOnRequest() ? Math.min(asked, 3) : asked;
    }

    /** Whether it takes so long that it only runs when it is named. */
    public boolean isOnlyOnRequest() {
        return this == W10_ROWS_100M;
    }

    /** The workloads that a word of the command line means: one by its label, or all that begin with {@code W10}. */
    public static List<Workload> named(String word) {
        List<Workload> found = Arrays.stream(values())
                .filter(workload -> workload.label.equalsIgnoreCase(word)
                        || workload.label.toUpperCase(Locale.ROOT).startsWith(word.toUpperCase(Locale.ROOT) + "-")
                                && !workload.isOnlyOnRequest())
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no workload " + word + "; there are "
                    + Arrays.stream(values()).map(Workload::label).toList());
        }
        return found;
    }

    /** How long a round is. */
    public enum Size {
        FULL(400, 2),
        SHORT(150, 1),
        /** For tests: enough to see that it works, too short to be judged. */
        SMOKE(0, 1);

        private final int millis;
        private final int warmUps;

        Size(int millis, int warmUps) {
            this.millis = millis;
            this.warmUps = warmUps;
        }

        /** How long a round of no fixed number of operations is to last; 0 for the first number of operations. */
        public int millis() {
            return millis;
        }

        /** Rounds before the measured ones; those of a duration have one more, which finds out how many operations it takes. */
        int warmUps() {
            return warmUps;
        }
    }
}
