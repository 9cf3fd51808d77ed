package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Utf8;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Types whose binary form is a version byte, 1, and their text: jsonpath, and ltree, lquery and ltxtquery of the ltree
 * extension. Source: PostgreSQL documentation, 8.14.7 and F.22.
 */
public final class VersionedTextCodec extends StringCodec {

    private static final byte VERSION = 1;

    public VersionedTextCodec(int oid, String typeName) {
        super(oid, typeName);
    }

    @Override
    public String decode(byte[] bytes, int offset, int length) {
        if (length == 0 || bytes[offset] != VERSION) {
            throw malformed("unknown version of the binary form");
        }
        return Utf8.decode(bytes, offset + 1, length - 1);
    }

    @Override
    public boolean encodesBinary(Object value) {
        return true;
    }

    @Override
    public void encode(String value, WireWriter out) {
        out.writeByte(VERSION);
        out.writeUtf8(value);
    }
}
