package io.quarkiverse.psycopg.runtime.driver.types;

import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Reads a type as its text, for a database that is configured so; the class that the type has otherwise can still be asked for.
 *
 * @param <V> the Java type of the codec's own values
 */
final class PlainTextCodec<V> extends Codec<String> {

    private final Codec<V> codec;

    PlainTextCodec(Codec<V> codec) {
        super(codec.oid(), codec.typeName());
        this.codec = codec;
    }

    @Override
    public boolean binary() {
        return codec.binary();
    }

    @Override
    public boolean carriesText() {
        return codec.carriesText();
    }

    @Override
    public char delimiter() {
        return codec.delimiter();
    }

    @Override
    public String decode(byte[] bytes, int offset, int length) {
        return codec.text(bytes, offset, length, Settings.DEFAULT);
    }

    @Override
    public String parse(String text, Settings settings) {
        return text;
    }

    @Override
    public String text(String value, Settings settings) {
        return value;
    }

    @Override
    public String coerce(Object value) {
        return codec.text(codec.coerce(value), Settings.DEFAULT);
    }

    @Override
    public void encode(String value, WireWriter out) {
        codec.encode(codec.parse(value, Settings.DEFAULT), out);
    }

    @Override
    public <R> R as(String value, Class<R> target, Settings settings) {
        return target.isInstance(value) ? target.cast(value)
                : codec.as(codec.parse(value, Settings.DEFAULT), target, settings);
    }
}
