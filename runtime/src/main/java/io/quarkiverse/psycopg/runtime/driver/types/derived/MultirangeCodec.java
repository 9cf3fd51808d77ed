package io.quarkiverse.psycopg.runtime.driver.types.derived;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.Multirange;
import io.quarkiverse.psycopg.types.Range;

/**
 * Multiranges of any range type: {@code int32 count | (int32 length | range)…}. Source: PostgreSQL documentation, 8.17.
 */
public final class MultirangeCodec extends DerivedCodec<Multirange<?>> {

    private static final int LEAST_RANGE = 5;

    public MultirangeCodec(int oid, String typeName, IntFunction<Codec<?>> codecs, int rangeOid) {
        super(oid, typeName, codecs, rangeOid);
    }

    @Override
    public Multirange<?> decode(byte[] bytes, int offset, int length) {
        WireReader in = new WireReader(bytes, offset, length);
        int count = in.requireCount(in.readInt32(), LEAST_RANGE, "ranges");
        List<Object> ranges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int size = in.readInt32();
            if (size < 0 || size > in.remaining()) {
                throw malformed("the length of a range");
            }
            ranges.add(inner().decode(in.array(), in.position(), size));
            in.skip(size);
        }
        in.requireEnd("bytes after the last range of " + typeName());
        return of(ranges);
    }

    @SuppressWarnings("unchecked")
    private Multirange<?> of(List<?> ranges) {
        for (Object range : ranges) {
            if (!(range instanceof Range<?>)) {
                throw new DataException(typeName() + " is not made of ranges");
            }
        }
        return new Multirange<>((List<Range<Object>>) ranges);
    }

    @Override
    public Multirange<?> parse(String text, Settings settings) {
        if (!text.startsWith("{") || !text.endsWith("}") || text.length() < 2) {
            throw malformed("not a multirange literal");
        }
        String body = text.substring(1, text.length() - 1);
        List<Object> ranges = new ArrayList<>();
        int at = 0;
        while (at < body.length()) {
            RangeLiteral literal = new RangeLiteral(typeName(), body, at);
            ranges.add(inner().parse(RangeLiteral.write(literal.read()), settings));
            at = literal.position();
            if (at < body.length() && (body.charAt(at++) != ',' || at == body.length())) {
                throw malformed("not a multirange literal");
            }
        }
        return of(ranges);
    }

    @Override
    public String text(Multirange<?> value, Settings settings) {
        return value.ranges().stream().map(range -> inner().text(range, settings)).collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public Multirange<?> coerce(Object value) {
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        if (value instanceof Multirange<?> multirange) {
            return of(multirange.ranges().stream().map(inner()::coerce).toList());
        }
        if (value instanceof Range<?> range) {
            return of(List.of(inner().coerce(range)));
        }
        throw cannotSend(value);
    }

    @Override
    public boolean encodesBinary(Object value) {
        return super.encodesBinary(value) && (!(value instanceof Multirange<?> multirange)
                || multirange.ranges().stream().allMatch(inner()::encodesBinary));
    }

    @Override
    public String parameterText(Object value) {
        return value instanceof Multirange<?> multirange
                ? multirange.ranges().stream().map(inner()::parameterText).collect(Collectors.joining(",", "{", "}"))
                : super.parameterText(value);
    }

    @Override
    public void encode(Multirange<?> value, WireWriter out) {
        out.writeInt32(value.ranges().size());
        for (Range<?> range : value.ranges()) {
            int mark = out.beginLength();
            inner().encode(range, out);
            out.endLength(mark);
        }
    }
}
