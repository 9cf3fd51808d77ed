package io.quarkiverse.psycopg.benchmarks;

/** What is measured. An operation is one select, or in {@link #W4} one row. */
enum Workload {
    /** One connection, one select by key at a time. */
    W1(20_000, 3_000, 50),
    /** One connection in autocommit, {@value #IN_FLIGHT} selects by key in flight. */
    W2(100_000, 20_000, 200),
    /** One select of many rows, streamed; every value read as its Java type. */
    W4(1_000_000, 200_000, 2_000);

    static final int IN_FLIGHT = 64;

    private final int full;
    private final int brief;
    private final int smoke;

    Workload(int full, int brief, int smoke) {
        this.full = full;
        this.brief = brief;
        this.smoke = smoke;
    }

    /** Operations of one round. */
    int operations(Size size) {
        return switch (size) {
            case FULL -> full;
            case SHORT -> brief;
            case SMOKE -> smoke;
        };
    }

    /** How long a round is. */
    enum Size {
        FULL,
        SHORT,
        /** For tests: enough to see that it works, too short to be judged. */
        SMOKE
    }
}
