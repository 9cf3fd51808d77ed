package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Codec;

/**
 * Numbers, and the system's own ones. Source: PostgreSQL documentation, 8.1, 8.2 and 8.19.
 */
public final class NumericTypes {

    private NumericTypes() {
    }

    /**
     * The codec of one of them.
     *
     * @param catalogName the type's name in {@code pg_type}
     * @param name the name that is shown
     */
    public static Codec<?> codec(int oid, String catalogName, String name) {
        return switch (catalogName) {
            case "int2" -> new Int2Codec();
            case "int4" -> new Int4Codec();
            case "int8" -> new Int8Codec();
            case "float4" -> new Float4Codec();
            case "float8" -> new Float8Codec();
            case "numeric" -> new NumericCodec();
            case "money" -> new MoneyCodec();
            case "oid", "xid", "cid" -> new OidCodec(oid, name);
            case "xid8" -> new Xid8Codec();
            default -> throw new IllegalArgumentException(catalogName + " is none of these types");
        };
    }
}
