package io.quarkiverse.psycopg.testsupport;

/** The server versions that tests can start: the oldest and the newest that the driver supports. */
public enum PostgresVersion {
    /** PostgreSQL 13: no multiranges, no {@code SCRAM} by default, protocol 3.0 only. */
    V13(13),
    /** PostgreSQL 18: protocol 3.2, direct TLS. */
    V18(18);

    private final int number;

    PostgresVersion(int number) {
        this.number = number;
    }

    /** The major version, as in {@code 18}. */
    public int number() {
        return number;
    }
}
