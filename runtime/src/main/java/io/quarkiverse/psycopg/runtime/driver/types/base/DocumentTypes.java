package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Codec;

/**
 * Texts with a structure of their own. Source: PostgreSQL documentation, 8.11, 8.13 and 8.14.7, F.17 and F.22.
 */
public final class DocumentTypes {

    private DocumentTypes() {
    }

    /**
     * The codec of one of them.
     *
     * @param catalogName the type's name in {@code pg_type}
     * @param name the name that is shown
     */
    public static Codec<?> codec(int oid, String catalogName, String name) {
        return switch (catalogName) {
            case "xml" -> new TextOnlyCodec(oid, name);
            case "jsonpath", "ltree", "lquery", "ltxtquery" -> new VersionedTextCodec(oid, name);
            case "hstore" -> new HstoreCodec(oid, name);
            case "tsvector" -> new TsVectorCodec();
            case "tsquery" -> new TsQueryCodec();
            default -> throw new IllegalArgumentException(catalogName + " is none of these types");
        };
    }
}
