package io.quarkiverse.psycopg.replication;

/**
 * What the server logs to identify the rows that an UPDATE or DELETE touches ({@code ALTER TABLE … REPLICA IDENTITY}).
 */
public enum ReplicaIdentity {
    /** The primary key's columns; nothing where there is no primary key. */
    DEFAULT('d'),
    /** Nothing: updates and deletes of a published table are refused by the server. */
    NOTHING('n'),
    /** The whole row before the change. */
    FULL('f'),
    /** The columns of a unique index. */
    INDEX('i');

    private final char code;

    ReplicaIdentity(char code) {
        this.code = code;
    }

    /** The letter that {@code pg_class.relreplident} and the protocol use. */
    public char code() {
        return code;
    }
}
