package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.types.Utf8;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.Json;
import io.quarkiverse.psycopg.types.JsonMapper;

/**
 * json: its text; jsonb: in binary a version byte, then its text. Values are kept as text, so that no number loses digits;
 * other classes are the mapper's. Source: PostgreSQL documentation, 8.14.
 */
public final class JsonCodec extends Codec<Json> {

    public static final int JSON = 114;
    public static final int JSONB = 3802;
    private static final byte JSONB_VERSION = 1;

    private final boolean versioned;
    private final JsonMapper mapper;

    public JsonCodec(int oid, String typeName, JsonMapper mapper) {
        super(oid, typeName);
        this.mapper = mapper;
        versioned = oid == JSONB;
    }

    @Override
    public boolean carriesText() {
        return true;
    }

    @Override
    public Json decode(byte[] bytes, int offset, int length) {
        return new Json(text(bytes, offset, length, Settings.DEFAULT));
    }

    @Override
    public String text(byte[] bytes, int offset, int length, Settings settings) {
        if (!versioned) {
            return Utf8.decode(bytes, offset, length);
        }
        if (length == 0 || bytes[offset] != JSONB_VERSION) {
            throw malformed("unknown version of the binary form");
        }
        return Utf8.decode(bytes, offset + 1, length - 1);
    }

    @Override
    public Json parse(String text, Settings settings) {
        return new Json(text);
    }

    @Override
    public String text(Json value, Settings settings) {
        return value.text();
    }

    @Override
    public Json coerce(Object value) {
        if (value instanceof Json json) {
            return json;
        }
        if (value instanceof CharSequence text) {
            return new Json(text.toString());
        }
        return new Json(mapper.write(value));
    }

    @Override
    public <R> R as(Json value, Class<R> target, Settings settings) {
        if (target == Object.class || target == Json.class || target == String.class || target == CharSequence.class) {
            return super.as(value, target, settings);
        }
        return mapper.read(value.text(), target);
    }

    @Override
    public void encode(Json value, WireWriter out) {
        if (versioned) {
            out.writeByte(JSONB_VERSION);
        }
        out.writeUtf8(value.text());
    }
}
