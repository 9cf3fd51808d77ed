package io.quarkiverse.psycopg.replication;

import java.util.List;
import java.util.Objects;

/**
 * A replicated table's shape at the moment of a change. Generated columns are absent unless the publication publishes them, and
 * so are columns outside a column list; a partition is named as itself, unless the publication says
 * {@code publish_via_partition_root}.
 *
 * @param oid the table's OID, unsigned; 0 for one made by hand
 * @param schema the table's schema
 * @param name the table's name, unquoted
 * @param identity its replica identity
 * @param columns its published columns, in the table's order
 */
public record ReplicatedTable(long oid, String schema, String name, ReplicaIdentity identity, List<ReplicatedColumn> columns) {

    public ReplicatedTable {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(identity, "identity");
        columns = List.copyOf(columns);
    }

    /** A table by name alone, for changes that a test makes up; {@code public} where no schema is given. */
    public static ReplicatedTable named(String qualifiedName) {
        int dot = qualifiedName.indexOf('.');
        return new ReplicatedTable(0, dot < 0 ? "public" : qualifiedName.substring(0, dot), qualifiedName.substring(dot + 1),
                ReplicaIdentity.DEFAULT, List.of());
    }

    /** Schema and name, joined by a dot and unquoted. */
    public String qualifiedName() {
        return schema + '.' + name;
    }
}
