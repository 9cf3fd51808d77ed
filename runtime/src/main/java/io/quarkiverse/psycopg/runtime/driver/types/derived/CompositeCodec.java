package io.quarkiverse.psycopg.runtime.driver.types.derived;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.types.TypeInfo.Attribute;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.PgComposite;

/**
 * Composites: {@code int32 fields | (int32 type | int32 length or -1 | bytes)…}. The binary form names the fields' types, and
 * those are what is read: a composite that has got or lost a column since its description was loaded still gives its values.
 * Source: PostgreSQL documentation, 8.16.
 */
public final class CompositeCodec extends Codec<PgComposite> {

    private static final int NULL_LENGTH = -1;
    private static final int LEAST_FIELD = 8;

    private final IntFunction<Codec<?>> codecs;
    private final List<Attribute> attributes;
    private final List<String> names;
    private final boolean anonymous;
    private final Runnable outdated;

    /** @param outdated told when a value shows that the type has other columns by now */
    public CompositeCodec(int oid, String typeName, IntFunction<Codec<?>> codecs, List<Attribute> attributes,
            Runnable outdated) {
        this(oid, typeName, codecs, attributes, false, outdated);
    }

    private CompositeCodec(int oid, String typeName, IntFunction<Codec<?>> codecs, List<Attribute> attributes,
            boolean anonymous, Runnable outdated) {
        super(oid, typeName);
        this.codecs = codecs;
        this.attributes = List.copyOf(attributes);
        this.names = this.attributes.stream().map(Attribute::name).toList();
        this.anonymous = anonymous;
        this.outdated = outdated;
    }

    /** The codec of anonymous records, whose fields have types in binary and are strings in text. */
    public static CompositeCodec record(int oid, String typeName, IntFunction<Codec<?>> codecs) {
        return new CompositeCodec(oid, typeName, codecs, List.of(), true, () -> {
        });
    }

    /** The columns as they were when the description was loaded. */
    public List<Attribute> attributes() {
        return attributes;
    }

    @Override
    public boolean binary() {
        return attributes.stream().allMatch(attribute -> codec(attribute.typeOid()).binary());
    }

    @Override
    public boolean carriesText() {
        return true;
    }

    @SuppressWarnings("unchecked")
    private Codec<Object> codec(int oid) {
        return (Codec<Object>) codecs.apply(oid);
    }

    @Override
    public boolean mayChange() {
        return true;
    }

    @Override
    public boolean isCurrent(byte[] bytes, int offset, int length) {
        boolean[] inside = { true };
        List<Object> none = new ArrayList<>();
        boolean changed = fields(bytes, offset, length, (codec, array, at, size) -> {
            inside[0] &= !codec.mayChange() || codec.isCurrent(array, at, size);
            return null;
        }, none);
        if (changed && !anonymous) {
            outdated.run();
            return false;
        }
        return inside[0];
    }

    /** What becomes of one field's bytes. */
    @FunctionalInterface
    private interface FieldReader {
        Object read(Codec<Object> codec, byte[] bytes, int offset, int length);
    }

    @Override
    public PgComposite decode(byte[] bytes, int offset, int length) {
        List<Object> values = new ArrayList<>();
        boolean changed = fields(bytes, offset, length, Codec::decode, values);
        if (changed && !anonymous) {
            outdated.run();
            return new PgComposite(typeName(), PgComposite.anonymous(values).names(), values);
        }
        return named(values);
    }

    /** Straight from the binary form, which alone tells the types of an anonymous record's fields. */
    @Override
    public String text(byte[] bytes, int offset, int length, Settings settings) {
        List<Object> texts = new ArrayList<>();
        fields(bytes, offset, length, (codec, array, at, size) -> codec.text(array, at, size, settings), texts);
        return CompositeLiteral.write(texts.stream().map(String.class::cast).collect(Collectors.toCollection(ArrayList::new)));
    }

    /** Takes a field that has been found. */
    @FunctionalInterface
    public interface FieldConsumer {

        /** @param size bytes from there, -1 for NULL */
        void field(int typeOid, int at, int size);
    }

    /** Finds all fields of a value in binary form, in order. */
    public void eachField(byte[] bytes, int offset, int length, FieldConsumer consumer) {
        WireReader in = new WireReader(bytes, offset, length);
        int count = in.requireCount(in.readInt32(), LEAST_FIELD, "fields");
        for (int i = 0; i < count; i++) {
            int type = in.readInt32();
            int size = in.readInt32();
            if (size < NULL_LENGTH || size > in.remaining()) {
                throw malformed("the length of a field");
            }
            consumer.field(type, in.position(), size);
            in.skip(Math.max(0, size));
        }
        in.requireEnd("bytes after the last field of " + typeName());
    }

    /** The fields' texts of a value in text form, null for NULL; as many as the type has columns. */
    public List<String> fieldTexts(String text) {
        List<String> fields = CompositeLiteral.read(typeName(), text);
        if (!anonymous && attributes.isEmpty() && fields.size() == 1 && fields.get(0) == null) {
            return List.of();
        }
        if (!anonymous && fields.size() != attributes.size()) {
            outdated.run();
            throw malformed("it has " + fields.size() + " fields, its type had " + attributes.size() + " when it was loaded");
        }
        return fields;
    }

    /** A value has shown that the type has other columns by now. */
    public void outdated() {
        outdated.run();
    }

    /** Reads all fields; true where their types are not those of the description. */
    private boolean fields(byte[] bytes, int offset, int length, FieldReader reader, List<Object> values) {
        boolean[] changed = new boolean[1];
        eachField(bytes, offset, length, (type, at, size) -> {
            int field = values.size();
            changed[0] |= field >= attributes.size() || attributes.get(field).typeOid() != type;
            values.add(size == NULL_LENGTH ? null : reader.read(codec(type), bytes, at, size));
        });
        return changed[0] || values.size() != attributes.size();
    }

    private PgComposite named(List<Object> values) {
        return !anonymous && names.size() == values.size() ? new PgComposite(typeName(), names, values)
                : new PgComposite(typeName(), PgComposite.anonymous(values).names(), values);
    }

    @Override
    public PgComposite parse(String text, Settings settings) {
        List<String> fields = fieldTexts(text);
        if (anonymous) {
            return named(new ArrayList<>(fields));
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            values.add(field == null ? null : codec(attributes.get(i).typeOid()).parse(field, settings));
        }
        return named(values);
    }

    @Override
    public String text(PgComposite value, Settings settings) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            Object item = value.get(i);
            fields.add(item == null ? null : fieldText(i, item, settings));
        }
        return CompositeLiteral.write(fields);
    }

    private String fieldText(int field, Object item, Settings settings) {
        if (field < attributes.size()) {
            return codec(attributes.get(field).typeOid()).text(codec(attributes.get(field).typeOid()).coerce(item), settings);
        }
        if (item instanceof String text) {
            return text;
        }
        throw new DataException(
                "the text of an anonymous record needs the types of its fields; read its fields, or cast it to text");
    }

    @Override
    public PgComposite coerce(Object value) {
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        List<Object> values = new ArrayList<>(values(value));
        for (int i = 0; i < values.size(); i++) {
            Object item = values.get(i);
            values.set(i, item == null ? null : codec(attributes.get(i).typeOid()).accept(item));
        }
        return named(values);
    }

    /** Whether the names are the type's own, in whatever order; an anonymous one goes by its order. */
    private boolean isByName(PgComposite composite) {
        return composite.size() == names.size() && new HashSet<>(composite.names()).equals(new HashSet<>(names));
    }

    private List<?> values(Object value) {
        if (anonymous) {
            throw new DataException("an anonymous record cannot be sent; cast it to a composite type");
        }
        if (value instanceof Map<?, ?> map) {
            if (!names.containsAll(map.keySet())) {
                throw new DataException("a map with other keys than " + names + " cannot be sent as " + typeName());
            }
            return names.stream().map(name -> (Object) map.get(name)).collect(Collectors.toCollection(ArrayList::new));
        }
        if (value instanceof PgComposite composite && isByName(composite)) {
            return names.stream().map(name -> composite.get(name)).collect(Collectors.toCollection(ArrayList::new));
        }
        List<?> values = value instanceof PgComposite composite ? composite.values()
                : value instanceof Object[] array ? Arrays.asList(array) : value instanceof List<?> list ? list : null;
        if (values == null) {
            throw cannotSend(value);
        }
        if (values.size() != attributes.size()) {
            throw new DataException(values.size() + " values cannot be sent as " + typeName() + ", which has "
                    + attributes.size() + " columns " + names);
        }
        return values;
    }

    @Override
    public boolean encodesBinary(Object value) {
        if (!super.encodesBinary(value)) {
            return false;
        }
        List<?> values = values(value);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) != null && !codec(attributes.get(i).typeOid()).encodesBinary(values.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String parameterText(Object value) {
        if (value instanceof CharSequence) {
            return value.toString();
        }
        List<?> values = values(value);
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Object item = values.get(i);
            fields.add(item == null ? null : codec(attributes.get(i).typeOid()).parameterText(item));
        }
        return CompositeLiteral.write(fields);
    }

    @Override
    public void encode(PgComposite value, WireWriter out) {
        out.writeInt32(value.size());
        for (int i = 0; i < value.size(); i++) {
            int type = attributes.get(i).typeOid();
            out.writeInt32(type);
            Object item = value.get(i);
            if (item == null) {
                out.writeInt32(NULL_LENGTH);
            } else {
                int mark = out.beginLength();
                codec(type).encode(item, out);
                out.endLength(mark);
            }
        }
    }

    @Override
    public <R> R as(PgComposite value, Class<R> target, Settings settings) {
        if (target == Map.class) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < value.size(); i++) {
                map.put(value.names().get(i), value.get(i));
            }
            return target.cast(map);
        }
        return super.as(value, target, settings);
    }
}
