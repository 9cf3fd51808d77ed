package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Codec;

/**
 * Addresses of networks. Source: PostgreSQL documentation, 8.9.
 */
public final class NetworkTypes {

    private NetworkTypes() {
    }

    /**
     * The codec of one of them.
     *
     * @param catalogName the type's name in {@code pg_type}
     * @param name the name that is shown
     */
    public static Codec<?> codec(int oid, String catalogName, String name) {
        return switch (catalogName) {
            case "inet" -> new NetworkCodec.InetCodec();
            case "cidr" -> new NetworkCodec.CidrCodec();
            case "macaddr" -> new MacAddrCodec();
            case "macaddr8" -> new MacAddr8Codec();
            default -> throw new IllegalArgumentException(catalogName + " is none of these types");
        };
    }
}
