package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.Optional;

/**
 * A type of a scope. Its codec is made when it is first asked for: PostgreSQL has 190 types, and an application reads a few of
 * them. Two threads that ask at the same time may make two codecs, which are alike.
 */
final class KnownType {

    private final TypeInfo info;
    private final TypeRegistry scope;
    private volatile Codec<?> codec;

    private KnownType(TypeInfo info, TypeRegistry scope, Codec<?> codec) {
        this.info = info;
        this.scope = scope;
        this.codec = codec;
    }

    /** A type that a catalog describes. */
    static KnownType of(TypeInfo info, TypeRegistry scope) {
        return new KnownType(info, scope, null);
    }

    /** A type that has nothing but a codec. */
    static KnownType of(Codec<?> codec) {
        return new KnownType(null, null, codec);
    }

    /** The same type with another codec. */
    KnownType with(Codec<?> other) {
        return new KnownType(info, scope, other);
    }

    /** What the catalog tells of it; empty where it was never asked. */
    Optional<TypeInfo> info() {
        return Optional.ofNullable(info);
    }

    Codec<?> codec() {
        Codec<?> known = codec;
        if (known == null) {
            known = Codecs.of(info, scope, scope::codec);
            codec = known;
        }
        return known;
    }
}
