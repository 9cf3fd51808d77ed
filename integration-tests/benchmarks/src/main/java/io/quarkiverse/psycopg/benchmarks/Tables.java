package io.quarkiverse.psycopg.benchmarks;

import io.quarkiverse.psycopg.testsupport.TestServer;

/** The tables that the workloads read, and the statements that read them. */
final class Tables {

    /** Rows of {@link #POINT}. */
    static final int KEYS = 10_000;
    static final String POINT = "bench_point";
    static final String WIDE = "bench_wide";
    /** To be completed by the client's own placeholder. */
    static final String SELECT_BY_KEY = "SELECT id, name, at, amount, doc FROM " + POINT + " WHERE id = ";
    /** To be completed by the client's own placeholder. */
    static final String SELECT_ROWS = "SELECT a, b, c, d, e FROM " + WIDE + " LIMIT ";

    private Tables() {
    }

    /** The key that the nth operation asks for. */
    static long key(long operation) {
        return operation * 7919 % KEYS;
    }

    static void create(TestServer server, int wideRows) {
        server.execute("CREATE TABLE " + POINT + " AS SELECT g::int8 AS id, 'name of ' || g AS name,"
                + " timestamptz '2026-01-01 00:00:00Z' + g * interval '1 second' AS at, (g / 100.0)::numeric(12, 2) AS amount,"
                + " jsonb_build_object('id', g, 'tags', jsonb_build_array('a', 'b')) AS doc"
                + " FROM generate_series(0, " + (KEYS - 1) + ") g",
                "ALTER TABLE " + POINT + " ADD PRIMARY KEY (id)",
                "CREATE TABLE " + WIDE + " AS SELECT g::int4 AS a, g::int8 * 1000003 AS b, lpad(g::text, 20, 'x') AS c,"
                        + " g / 7.0::float8 AS d, timestamptz '2026-01-01 00:00:00Z' + g * interval '1 ms' AS e"
                        + " FROM generate_series(1, " + wideRows + ") g",
                "VACUUM ANALYZE " + POINT, "VACUUM ANALYZE " + WIDE);
    }
}
