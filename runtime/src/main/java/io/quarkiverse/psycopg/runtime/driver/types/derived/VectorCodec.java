package io.quarkiverse.psycopg.runtime.driver.types.derived;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringTokenizer;
import java.util.function.IntFunction;

import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.types.PgArray;

/**
 * int2vector and oidvector of the catalogs: in binary an array that starts at 0, in text numbers with blanks between.
 */
public final class VectorCodec extends ArrayCodec {

    public VectorCodec(int oid, String typeName, IntFunction<Codec<?>> codecs, int elementOid) {
        super(oid, typeName, codecs, elementOid);
    }

    @Override
    public PgArray<?> decode(byte[] bytes, int offset, int length) {
        PgArray<?> value = super.decode(bytes, offset, length);
        if (value.flat().stream().anyMatch(Objects::isNull)) {
            throw malformed("a null");
        }
        return value;
    }

    @Override
    public PgArray<?> parse(String text, Settings settings) {
        List<Object> elements = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(text, " ");
        while (tokens.hasMoreTokens()) {
            elements.add(inner().parse(tokens.nextToken(), settings));
        }
        return zeroBased(elements);
    }

    private static PgArray<?> zeroBased(List<Object> elements) {
        return elements.isEmpty() ? PgArray.of() : PgArray.of(new int[] { elements.size() }, new int[] { 0 }, elements);
    }

    @Override
    public PgArray<?> coerce(Object value) {
        return zeroBased(super.coerce(value).flat());
    }

    @Override
    public String text(PgArray<?> value, Settings settings) {
        StringBuilder out = new StringBuilder();
        value.flat().forEach(item -> out.append(out.length() > 0 ? " " : "").append(inner().text(item, settings)));
        return out.toString();
    }

    /** The server does not take an empty vector in binary, though that is how it sends one. */
    @Override
    public boolean encodesBinary(Object value) {
        return super.encodesBinary(value) && !(Sequences.isSequence(value) && Sequences.items(value).isEmpty());
    }

    @Override
    public String parameterText(Object value) {
        return value instanceof CharSequence ? value.toString() : text(coerce(value), Settings.DEFAULT);
    }
}
