package io.quarkiverse.psycopg.runtime.driver.types.derived;

import java.util.function.IntFunction;

import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Primitive;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * A domain: its base type under an OID of its own; the server checks the constraints. Source: PostgreSQL documentation, 8.18.
 */
public final class DomainCodec extends DerivedCodec<Object> {

    public DomainCodec(int oid, String typeName, IntFunction<Codec<?>> codecs, int baseOid) {
        super(oid, typeName, codecs, baseOid);
    }

    @Override
    public Primitive primitive() {
        return inner().primitive();
    }

    @Override
    public boolean mayChange() {
        return inner().mayChange();
    }

    @Override
    public boolean isCurrent(byte[] bytes, int offset, int length) {
        return inner().isCurrent(bytes, offset, length);
    }

    @Override
    public char delimiter() {
        return inner().delimiter();
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length) {
        return inner().decode(bytes, offset, length);
    }

    @Override
    public Object parse(String text, Settings settings) {
        return inner().parse(text, settings);
    }

    @Override
    public String text(Object value, Settings settings) {
        return inner().text(value, settings);
    }

    @Override
    public Object coerce(Object value) {
        return inner().coerce(value);
    }

    @Override
    public boolean encodesBinary(Object value) {
        return inner().encodesBinary(value);
    }

    @Override
    public void encode(Object value, WireWriter out) {
        inner().encode(value, out);
    }

    @Override
    public String parameterText(Object value) {
        return inner().parameterText(value);
    }

    @Override
    public <R> R as(Object value, Class<R> target, Settings settings) {
        return inner().as(value, target, settings);
    }
}
