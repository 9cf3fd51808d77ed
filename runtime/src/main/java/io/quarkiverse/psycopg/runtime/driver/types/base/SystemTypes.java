package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.UnknownCodec;

/**
 * What the catalog and the system's own columns are made of. Source: PostgreSQL documentation, 8.19 and 8.20.
 */
public final class SystemTypes {

    private SystemTypes() {
    }

    /**
     * The codec of one of them; of any other type one that keeps its bytes.
     *
     * @param catalogName the type's name in {@code pg_type}
     * @param name the name that is shown
     */
    public static Codec<?> codec(int oid, String catalogName, String name) {
        return switch (catalogName) {
            case "tid" -> new TidCodec();
            case "pg_lsn" -> new LsnCodec();
            case "pg_snapshot", "txid_snapshot" -> new SnapshotCodec(oid, name);
            case "regproc", "regprocedure", "regoper", "regoperator", "regclass", "regtype", "regconfig", "regdictionary",
                    "regnamespace", "regrole", "regcollation", "regdatabase" ->
                new RegCodec(oid, name);
            case "aclitem", "pg_node_tree", "pg_ndistinct", "pg_dependencies", "pg_mcv_list", "pg_brin_bloom_summary",
                    "pg_brin_minmax_multi_summary", "gtsvector" ->
                new TextOnlyCodec(oid, name);
            default -> new UnknownCodec(oid, name);
        };
    }
}
