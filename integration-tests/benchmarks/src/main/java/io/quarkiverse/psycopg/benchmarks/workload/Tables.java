package io.quarkiverse.psycopg.benchmarks.workload;

/** The tables that the workloads read and write, and the statements for them. A placeholder is the client's own to add. */
public final class Tables {

    /** The superuser, whom the server trusts, and the database. */
    public static final String USER = "postgres";
    public static final String DATABASE = "postgres";
    /** Who logs in with a password, by SCRAM. */
    public static final String SCRAM_USER = "bench_scram";
    public static final String SCRAM_PASSWORD = "bench secret";

    /** Rows that are selected by key. */
    public static final int KEYS = 10_000;
    /** To be completed by a placeholder. */
    public static final String SELECT_BY_KEY = "SELECT id, name, at, amount, doc FROM bench_point WHERE id = ";
    /** To be completed by a placeholder. */
    public static final String SELECT_ROWS = "SELECT a, b, c, d, e FROM bench_wide LIMIT ";
    /** Rows of the same shape that no table holds; to be completed by a placeholder and a closing parenthesis. */
    public static final String SELECT_GENERATED = "SELECT g::int4, g * 1000003, 'xxxxxxxxxxxx12345678'::text, 0.142857::float8,"
            + " timestamptz '2026-01-01 00:00:00Z' FROM generate_series(1::int8, ";
    /** To be completed by placeholders for int4, text and float8, and a closing parenthesis. */
    public static final String INSERT = "INSERT INTO bench_store (a, b, c) VALUES (";
    /** One for each process, since all clients of a run listen at the same time. */
    public static final String CHANNEL = "bench_" + ProcessHandle.current().pid();
    /** Sends notifications of 100 bytes to the channel; to be completed by their number and {@code ) g}. */
    public static final String NOTIFY_MANY = "SELECT count(pg_notify('" + CHANNEL
            + "', lpad(g::text, 100, 'x'))) FROM generate_series(1, ";
    public static final String NOTIFY_ONE = "SELECT pg_notify('" + CHANNEL + "', repeat('x', 100))";
    public static final String PUBLICATION = "bench_publication";

    private Tables() {
    }

    /** The key that the nth operation asks for. */
    public static long key(long operation) {
        return operation * 7919 % KEYS;
    }

    /** The text of the nth row that is stored. */
    public static String text(int row) {
        return "row " + row;
    }

    /** The statements that make the tables. */
    public static String[] create(int wideRows) {
        return new String[] {
                "CREATE TABLE bench_point AS SELECT g::int8 AS id, 'name of ' || g AS name,"
                        + " timestamptz '2026-01-01 00:00:00Z' + g * interval '1 second' AS at,"
                        + " (g / 100.0)::numeric(12, 2) AS amount,"
                        + " jsonb_build_object('id', g, 'tags', jsonb_build_array('a', 'b')) AS doc"
                        + " FROM generate_series(0, " + (KEYS - 1) + ") g",
                "ALTER TABLE bench_point ADD PRIMARY KEY (id)",
                "CREATE TABLE bench_wide AS SELECT g::int4 AS a, g::int8 * 1000003 AS b, lpad(g::text, 20, 'x') AS c,"
                        + " g / 7.0::float8 AS d, timestamptz '2026-01-01 00:00:00Z' + g * interval '1 ms' AS e"
                        + " FROM generate_series(1, " + wideRows + ") g",
                "CREATE TABLE bench_store (a int4, b text, c float8)",
                "CREATE TABLE bench_change (id int8 PRIMARY KEY, note text)",
                "CREATE PUBLICATION " + PUBLICATION + " FOR TABLE bench_change",
                "CREATE ROLE " + SCRAM_USER + " LOGIN PASSWORD '" + SCRAM_PASSWORD + "'",
                "VACUUM ANALYZE bench_point", "VACUUM ANALYZE bench_wide" };
    }

    /** Inserts rows that replication slots tell of, in transactions of 1,000. */
    public static String insertChanges(int rows) {
        return "DO $$ BEGIN FOR i IN 0.." + (rows / 1000 + (rows % 1000 == 0 ? -1 : 0)) + " LOOP"
                + " INSERT INTO bench_change SELECT g, lpad(g::text, 50, 'x') FROM generate_series(i * 1000,"
                + " least(" + rows + ", (i + 1) * 1000) - 1) g; COMMIT; END LOOP; END $$";
    }
}
