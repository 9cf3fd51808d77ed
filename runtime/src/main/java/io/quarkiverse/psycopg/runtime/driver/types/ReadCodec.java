package io.quarkiverse.psycopg.runtime.driver.types;

import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Reads a type otherwise than its own codec does. For columns alone: values are sent by the type's own codec.
 */
abstract class ReadCodec extends Codec<Object> {

    private final Codec<?> plain;

    ReadCodec(Codec<?> plain) {
        super(plain.oid(), plain.typeName());
        this.plain = plain;
    }

    /** The type's own codec. */
    final Codec<?> plain() {
        return plain;
    }

    @Override
    public boolean binary() {
        return plain.binary();
    }

    @Override
    public boolean carriesText() {
        return plain.carriesText();
    }

    @Override
    public boolean mayChange() {
        return plain.mayChange();
    }

    @Override
    public boolean isCurrent(byte[] bytes, int offset, int length) {
        return plain.isCurrent(bytes, offset, length);
    }

    @Override
    public char delimiter() {
        return plain.delimiter();
    }

    @Override
    public String text(byte[] bytes, int offset, int length, Settings settings) {
        return plain.text(bytes, offset, length, settings);
    }

    @Override
    public final String text(Object value, Settings settings) {
        throw cannotRead(String.class);
    }

    @Override
    public final Object coerce(Object value) {
        throw cannotSend(value);
    }

    @Override
    public final void encode(Object value, WireWriter out) {
        throw cannotSend(value);
    }
}
