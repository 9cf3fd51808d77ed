package io.quarkiverse.psycopg.runtime.driver.types.derived;

import java.util.function.IntFunction;

import io.quarkiverse.psycopg.runtime.driver.types.Codec;

/**
 * A codec that leans on the codec of another type. That one is looked up by its OID when it is needed, so that types may be
 * registered in any order and a type that changes is seen by all that are made from it.
 *
 * @param <T> the Java type of the values
 */
public abstract class DerivedCodec<T> extends Codec<T> {

    private final IntFunction<Codec<?>> codecs;
    private final int innerOid;

    DerivedCodec(int oid, String typeName, IntFunction<Codec<?>> codecs, int innerOid) {
        super(oid, typeName);
        this.codecs = codecs;
        this.innerOid = innerOid;
    }

    /** OID of the type that this one is made from. */
    public final int innerOid() {
        return innerOid;
    }

    /** The codec of the type that this one is made from. */
    @SuppressWarnings("unchecked")
    protected final Codec<Object> inner() {
        return (Codec<Object>) codecs.apply(innerOid);
    }

    @Override
    public boolean binary() {
        return inner().binary();
    }

    @Override
    public boolean carriesText() {
        return inner().carriesText();
    }
}
