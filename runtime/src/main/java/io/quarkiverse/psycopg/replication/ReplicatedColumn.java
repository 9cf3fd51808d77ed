package io.quarkiverse.psycopg.replication;

import java.util.Objects;

/**
 * A column of a replicated table, as the server announced it.
 *
 * @param name the column's name
 * @param identity whether it is part of the table's replica identity
 * @param typeOid OID of its type, unsigned
 * @param typeModifier the type's modifier, -1 where there is none
 */
public record ReplicatedColumn(String name, boolean identity, long typeOid, int typeModifier) {

    public ReplicatedColumn {
        Objects.requireNonNull(name, "name");
    }
}
