package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.types.Utf8;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Types that are read and sent as text, because they have no binary form (aclitem), or one that says something else than their
 * text
 * (xml with its declaration of encoding, the planner's statistics). Source: PostgreSQL documentation, 8.13 and 5.8.
 */
public final class TextOnlyCodec extends Codec<String> {

    public TextOnlyCodec(int oid, String typeName) {
        super(oid, typeName);
    }

    @Override
    public boolean binary() {
        return false;
    }

    @Override
    public boolean carriesText() {
        return true;
    }

    @Override
    public String decode(byte[] bytes, int offset, int length) {
        return Utf8.decode(bytes, offset, length);
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
