package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.types.Utf8;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/** Base of the types whose value is the server's text; their binary form is its UTF-8 where a subclass says nothing else. */
abstract class StringCodec extends Codec<String> {

    StringCodec(int oid, String typeName) {
        super(oid, typeName);
    }

    @Override
    public final boolean carriesText() {
        return true;
    }

    @Override
    public String decode(byte[] bytes, int offset, int length) {
        return Utf8.decode(bytes, offset, length);
    }

    @Override
    public final String parse(String text, Settings settings) {
        return text;
    }

    @Override
    public final String text(String value, Settings settings) {
        return value;
    }

    @Override
    public String coerce(Object value) {
        if (value instanceof CharSequence) {
            return value.toString();
        }
        throw cannotSend(value);
    }

    @Override
    public void encode(String value, WireWriter out) {
        out.writeUtf8(value);
    }
}
