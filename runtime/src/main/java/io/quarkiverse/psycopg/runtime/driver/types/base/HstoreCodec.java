package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.types.Utf8;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * hstore of the extension: {@code int32 pairs | (int32 length | key | int32 length or -1 | value)…}. Values may be null, keys
 * not. Source: PostgreSQL documentation, F.17.
 */
public final class HstoreCodec extends Codec<Map<String, String>> {

    private static final int LEAST_PAIR = 8;
    private static final int NULL_LENGTH = -1;
    private static final String NULL = "NULL";
    private static final String ARROW = "=>";

    public HstoreCodec(int oid, String typeName) {
        super(oid, typeName);
    }

    @Override
    public boolean carriesText() {
        return true;
    }

    @Override
    public Map<String, String> decode(byte[] bytes, int offset, int length) {
        WireReader in = new WireReader(bytes, offset, length);
        int count = in.requireCount(in.readInt32(), LEAST_PAIR, "pairs");
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String key = string(in, in.readInt32());
            int size = in.readInt32();
            map.put(key, size == NULL_LENGTH ? null : string(in, size));
        }
        in.requireEnd("bytes after the last pair of hstore");
        return Collections.unmodifiableMap(map);
    }

    private String string(WireReader in, int size) {
        if (size < 0 || size > in.remaining()) {
            throw malformed("the length of a string");
        }
        String text = Utf8.decode(in.array(), in.position(), size);
        in.skip(size);
        return text;
    }

    @Override
    public Map<String, String> parse(String text, Settings settings) {
        Map<String, String> map = new LinkedHashMap<>();
        int[] at = { 0 };
        while (at[0] < text.length()) {
            String key = quoted(text, at);
            expect(text, at, ARROW);
            boolean absent = text.startsWith(NULL, at[0]);
            at[0] += absent ? NULL.length() : 0;
            map.putIfAbsent(key, absent ? null : quoted(text, at));
            if (at[0] < text.length()) {
                expect(text, at, ", ");
            }
        }
        return Collections.unmodifiableMap(map);
    }

    private void expect(String text, int[] at, String token) {
        if (!text.startsWith(token, at[0])) {
            throw malformed("expected " + token);
        }
        at[0] += token.length();
    }

    private String quoted(String text, int[] at) {
        expect(text, at, "\"");
        StringBuilder out = new StringBuilder();
        for (int i = at[0]; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                at[0] = i + 1;
                return out.toString();
            }
            if (c == '\\' && ++i < text.length()) {
                c = text.charAt(i);
            }
            out.append(c);
        }
        throw malformed("a quote that is not closed");
    }

    @Override
    public String text(Map<String, String> value, Settings settings) {
        StringBuilder out = new StringBuilder();
        value.forEach((key, item) -> {
            quote(out.append(out.length() > 0 ? ", " : ""), key).append(ARROW);
            if (item == null) {
                out.append(NULL);
            } else {
                quote(out, item);
            }
        });
        return out.toString();
    }

    private static StringBuilder quote(StringBuilder out, String text) {
        return out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }

    @Override
    public Map<String, String> coerce(Object value) {
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw cannotSend(value);
        }
        Map<String, String> strings = new LinkedHashMap<>();
        map.forEach((key, item) -> {
            if (!(key instanceof CharSequence) || item != null && !(item instanceof CharSequence)) {
                throw new DataException("a map sent as " + typeName() + " has strings as keys and values");
            }
            strings.put(key.toString(), item == null ? null : item.toString());
        });
        return strings;
    }

    @Override
    public void encode(Map<String, String> value, WireWriter out) {
        out.writeInt32(value.size());
        value.forEach((key, item) -> {
            write(out, key);
            if (item == null) {
                out.writeInt32(NULL_LENGTH);
            } else {
                write(out, item);
            }
        });
    }

    private static void write(WireWriter out, String text) {
        int mark = out.beginLength();
        out.writeUtf8(text);
        out.endLength(mark);
    }
}
