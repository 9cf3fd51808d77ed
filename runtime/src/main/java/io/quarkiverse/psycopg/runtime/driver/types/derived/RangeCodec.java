package io.quarkiverse.psycopg.runtime.driver.types.derived;

import java.util.Optional;
import java.util.function.IntFunction;

import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.Range;

/**
 * Ranges of any subtype: {@code byte flags | (int32 length | lower bound) | (int32 length | upper bound)}, each bound only
 * where there is one. Source: PostgreSQL documentation, 8.17.
 */
public final class RangeCodec extends DerivedCodec<Range<?>> {

    private static final int EMPTY = 0x01;
    private static final int LOWER_INCLUSIVE = 0x02;
    private static final int UPPER_INCLUSIVE = 0x04;
    private static final int LOWER_INFINITE = 0x08;
    private static final int UPPER_INFINITE = 0x10;

    public RangeCodec(int oid, String typeName, IntFunction<Codec<?>> codecs, int subtypeOid) {
        super(oid, typeName, codecs, subtypeOid);
    }

    @Override
    public Range<?> decode(byte[] bytes, int offset, int length) {
        WireReader in = new WireReader(bytes, offset, length);
        int flags = in.readByte();
        Range<?> range = Range.empty();
        if ((flags & EMPTY) == 0) {
            Optional<Object> lower = bound(in, (flags & LOWER_INFINITE) != 0);
            Optional<Object> upper = bound(in, (flags & UPPER_INFINITE) != 0);
            range = Range.of(lower, (flags & LOWER_INCLUSIVE) != 0, upper, (flags & UPPER_INCLUSIVE) != 0);
        }
        in.requireEnd("bytes after the bounds of " + typeName());
        return range;
    }

    private Optional<Object> bound(WireReader in, boolean infinite) {
        if (infinite) {
            return Optional.empty();
        }
        int length = in.readInt32();
        if (length < 0 || length > in.remaining()) {
            throw malformed("the length of a bound");
        }
        Object value = inner().decode(in.array(), in.position(), length);
        in.skip(length);
        return Optional.of(value);
    }

    @Override
    public Range<?> parse(String text, Settings settings) {
        RangeLiteral literal = new RangeLiteral(typeName(), text, 0);
        Range<?> range = literal.read().map(bound -> inner().parse(bound, settings));
        literal.requireEnd();
        return range;
    }

    @Override
    public String text(Range<?> value, Settings settings) {
        return RangeLiteral.write(value.map(bound -> inner().text(bound, settings)));
    }

    @Override
    public Range<?> coerce(Object value) {
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        if (value instanceof Range<?> range) {
            return range.map(inner()::coerce);
        }
        throw cannotSend(value);
    }

    @Override
    public boolean encodesBinary(Object value) {
        return super.encodesBinary(value) && (!(value instanceof Range<?> range)
                || range.lower().map(inner()::encodesBinary).orElse(true)
                        && range.upper().map(inner()::encodesBinary).orElse(true));
    }

    @Override
    public String parameterText(Object value) {
        return value instanceof Range<?> range ? RangeLiteral.write(range.map(inner()::parameterText))
                : super.parameterText(value);
    }

    @Override
    public void encode(Range<?> value, WireWriter out) {
        int flags = value.isEmpty() ? EMPTY
                : (value.isLowerInclusive() ? LOWER_INCLUSIVE : 0) | (value.isUpperInclusive() ? UPPER_INCLUSIVE : 0)
                        | (value.lower().isEmpty() ? LOWER_INFINITE : 0) | (value.upper().isEmpty() ? UPPER_INFINITE : 0);
        out.writeByte(flags);
        value.lower().ifPresent(bound -> write(bound, out));
        value.upper().ifPresent(bound -> write(bound, out));
    }

    private void write(Object bound, WireWriter out) {
        int mark = out.beginLength();
        inner().encode(bound, out);
        out.endLength(mark);
    }
}
