package io.quarkiverse.psycopg.runtime.driver.types.derived;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.PgArray;

/**
 * Arrays of any element type:
 * {@code int32 dimensions | int32 has nulls | int32 element OID | (int32 size | int32 lower bound)… |
 * (int32 length | bytes)…}. Source: PostgreSQL documentation, 8.15.
 */
public class ArrayCodec extends DerivedCodec<PgArray<?>> {

    private static final int DIMENSION_BYTES = 8;
    private static final int NULL_LENGTH = -1;

    public ArrayCodec(int oid, String typeName, IntFunction<Codec<?>> codecs, int elementOid) {
        super(oid, typeName, codecs, elementOid);
    }

    @Override
    public boolean mayChange() {
        return inner().mayChange();
    }

    @Override
    public boolean isCurrent(byte[] bytes, int offset, int length) {
        boolean[] current = { true };
        decode(bytes, offset, length, (codec, array, at, size) -> {
            current[0] &= codec.isCurrent(array, at, size);
            return "";
        });
        return current[0];
    }

    /** What becomes of one element's bytes. */
    @FunctionalInterface
    private interface ElementReader {
        Object read(Codec<Object> codec, byte[] bytes, int offset, int length);
    }

    @Override
    public PgArray<?> decode(byte[] bytes, int offset, int length) {
        return decode(bytes, offset, length, Codec::decode);
    }

    @Override
    public String text(byte[] bytes, int offset, int length, Settings settings) {
        if (((Codec<?>) inner()) instanceof CompositeCodec) {
            PgArray<?> texts = decode(bytes, offset, length,
                    (codec, array, at, size) -> codec.text(array, at, size, settings));
            return ArrayLiteral.write(texts, inner().delimiter(), String.class::cast);
        }
        return super.text(bytes, offset, length, settings);
    }

    private PgArray<?> decode(byte[] bytes, int offset, int length, ElementReader reader) {
        WireReader in = new WireReader(bytes, offset, length);
        int dimensions = in.readInt32();
        in.skip(Integer.BYTES);
        int elementOid = in.readInt32();
        if (dimensions < 0 || dimensions > PgArray.MAX_DIMENSIONS || dimensions * DIMENSION_BYTES > in.remaining()) {
            throw malformed("the number of dimensions");
        }
        if (elementOid != innerOid()) {
            throw malformed("its elements are of type " + Integer.toUnsignedString(elementOid));
        }
        int[] sizes = new int[dimensions];
        int[] lowerBounds = new int[dimensions];
        long count = dimensions == 0 ? 0 : 1;
        for (int i = 0; i < dimensions; i++) {
            sizes[i] = in.readInt32();
            lowerBounds[i] = in.readInt32();
            count = sizes[i] < 0 ? -1 : count * sizes[i];
            if (count < 0 || count * Integer.BYTES > in.array().length) {
                throw malformed("the number of elements");
            }
        }
        if (count * Integer.BYTES > in.remaining()) {
            throw malformed("the number of elements");
        }
        List<Object> elements = elements(in, (int) count, reader);
        in.requireEnd("bytes after the last element of " + typeName());
        return elements.isEmpty() ? PgArray.of() : PgArray.of(sizes, lowerBounds, elements);
    }

    private List<Object> elements(WireReader in, int count, ElementReader reader) {
        Codec<Object> element = inner();
        List<Object> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = in.readInt32();
            if (length == NULL_LENGTH) {
                elements.add(null);
            } else {
                if (length < 0 || length > in.remaining()) {
                    throw malformed("the length of an element");
                }
                elements.add(reader.read(element, in.array(), in.position(), length));
                in.skip(length);
            }
        }
        return elements;
    }

    @Override
    public PgArray<?> parse(String text, Settings settings) {
        Codec<Object> element = inner();
        return new ArrayLiteral(typeName(), element.delimiter(), text).read(item -> element.parse(item, settings));
    }

    @Override
    public String text(PgArray<?> value, Settings settings) {
        Codec<Object> element = inner();
        return ArrayLiteral.write(value, element.delimiter(), item -> element.text(item, settings));
    }

    @Override
    public PgArray<?> coerce(Object value) {
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        return gather(value, inner()::accept);
    }

    private PgArray<?> gather(Object value, Function<Object, Object> each) {
        if (!Sequences.isSequence(value)) {
            throw cannotSend(value);
        }
        return Sequences.toArray(value, this::isElement, each,
                () -> new DataException("the lists in a " + value.getClass().getName()
                        + " differ in length or depth, and cannot be sent as " + typeName()));
    }

    /** Whether a list or array is one element: bytes, or the numbers of a vector. */
    private boolean isElement(Object sequence) {
        return sequence instanceof byte[]
                || ((Codec<?>) inner()) instanceof VectorCodec
                        && Sequences.items(sequence).stream().noneMatch(Sequences::isSequence);
    }

    @Override
    public boolean encodesBinary(Object value) {
        if (value instanceof CharSequence || !binary()) {
            return false;
        }
        return !Sequences.isSequence(value) || Sequences.all(value, this::isElement, inner()::encodesBinary);
    }

    @Override
    public void encode(PgArray<?> value, WireWriter out) {
        List<Object> elements = value.flat();
        int[] sizes = value.sizes();
        int[] lowerBounds = value.lowerBounds();
        out.writeInt32(sizes.length);
        out.writeInt32(elements.contains(null) ? 1 : 0);
        out.writeInt32(innerOid());
        Codec<Object> element = inner();
        for (int i = 0; i < sizes.length; i++) {
            out.writeInt32(sizes[i]);
            out.writeInt32(lowerBounds[i]);
        }
        for (Object item : elements) {
            if (item == null) {
                out.writeInt32(NULL_LENGTH);
            } else {
                int mark = out.beginLength();
                element.encode(item, out);
                out.endLength(mark);
            }
        }
    }

    @Override
    public String parameterText(Object value) {
        if (value instanceof CharSequence) {
            return value.toString();
        }
        return ArrayLiteral.write(gather(value, item -> item), inner().delimiter(), inner()::parameterText);
    }

    @Override
    public <R> R as(PgArray<?> value, Class<R> target, Settings settings) {
        if (target.isArray()) {
            return target.cast(javaArray(value, target.getComponentType(), settings));
        }
        return super.as(value, target, settings);
    }

    private Object javaArray(PgArray<?> value, Class<?> component, Settings settings) {
        Object array = Array.newInstance(component, value.size());
        for (int i = 0; i < value.size(); i++) {
            Array.set(array, i, item(value.get(i), component, settings));
        }
        return array;
    }

    private Object item(Object item, Class<?> component, Settings settings) {
        if (item == null) {
            if (component.isPrimitive()) {
                throw new DataException("an element of " + typeName() + " is NULL and cannot be read as " + component);
            }
            return null;
        }
        if (item instanceof PgArray<?> nested) {
            if (!component.isArray()) {
                throw cannotRead(component.arrayType());
            }
            return javaArray(nested, component.getComponentType(), settings);
        }
        return inner().as(item, Sequences.boxed(component), settings);
    }
}
