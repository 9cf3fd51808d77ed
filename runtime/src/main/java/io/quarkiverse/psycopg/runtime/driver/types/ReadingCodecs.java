package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The codecs by which the values of one column are read, where some type is read otherwise than by its own codec: that type,
 * and all that are made from it, get a codec of the column's own. May be used from any thread.
 */
final class ReadingCodecs {

    /** PostgreSQL lets no composite contain itself; a catalog that says so is not followed for ever. */
    private static final int DEEPEST = 64;

    private final TypeRegistry types;
    private final Map<Integer, Codec<?>> made = new ConcurrentHashMap<>();

    ReadingCodecs(TypeRegistry types) {
        this.types = types;
    }

    Codec<?> codec(int oid) {
        Codec<?> known = made.get(oid);
        if (known != null) {
            return known;
        }
        Codec<?> codec = make(oid);
        made.put(oid, codec);
        return codec;
    }

    private Codec<?> make(int oid) {
        Codec<?> plain = types.codec(oid);
        if (isOverridden(oid)) {
            return new PlainTextCodec<>(plain);
        }
        return types.info(oid).filter(type -> isAffected(type, 0))
                .<Codec<?>> map(type -> Codecs.of(type, types, this::codec)).orElse(plain);
    }

    private boolean isOverridden(int oid) {
        return types.isReadAsText(oid);
    }

    private boolean isAffected(TypeInfo type, int depth) {
        return depth < DEEPEST && type.mentions().stream().anyMatch(inner -> isOverridden(inner)
                || types.info(inner).filter(made -> isAffected(made, depth + 1)).isPresent());
    }
}
