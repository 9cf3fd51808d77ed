package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.Arrays;
import java.util.UUID;

import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.RawValue;

/**
 * Any type that nothing better is known of: keeps name, OID and bytes. Asked for in text form, because every type has one that
 * people can read; strings are sent to it as they are.
 */
public final class UnknownCodec extends Codec<RawValue> {

    public UnknownCodec(int oid, String typeName) {
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
    public RawValue decode(byte[] bytes, int offset, int length) {
        return RawValue.ofBinary(typeName(), Integer.toUnsignedLong(oid()),
                Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public RawValue parse(String text, Settings settings) {
        return RawValue.ofText(typeName(), Integer.toUnsignedLong(oid()), text);
    }

    @Override
    public String text(RawValue value, Settings settings) {
        return value.text().orElseThrow(() -> cannotRead(String.class));
    }

    @Override
    public RawValue coerce(Object value) {
        if (value instanceof RawValue raw) {
            return raw;
        }
        if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean || value instanceof UUID) {
            return parse(value.toString(), Settings.DEFAULT);
        }
        if (value instanceof Enum<?> constant) {
            return parse(constant.name(), Settings.DEFAULT);
        }
        throw cannotSend(value);
    }

    @Override
    public boolean encodesBinary(Object value) {
        return value instanceof RawValue raw && raw.isBinary();
    }

    @Override
    public void encode(RawValue value, WireWriter out) {
        byte[] bytes = value.bytes();
        out.writeBytes(bytes, 0, bytes.length);
    }

    @Override
    public <R> R as(RawValue value, Class<R> target, Settings settings) {
        if (target == byte[].class) {
            return target.cast(value.bytes());
        }
        return super.as(value, target, settings);
    }
}
