package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.psycopg.Column;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.mapping.ValueMapping;
import io.quarkiverse.psycopg.runtime.driver.types.derived.CompositeCodec;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.Field;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;
import io.quarkiverse.psycopg.types.JsonMapper;

/**
 * What all rows of a result share: the columns, how each is read, and the session settings they are read under. Immutable.
 */
public final class Columns {

    private static final int BINARY = 1;

    private final List<Column> columns;
    private final Codec<?>[] codecs;
    /** The types' own codecs: the same ones where nothing is read otherwise. */
    private final Codec<?>[] plain;
    private final Primitive[] primitives;
    private final boolean[] binary;
    private final RowDescription description;
    private final boolean asSent;
    private final boolean mayChange;
    private final TypeRegistry types;
    private final TypeRegistry.Stamp stamp;
    private final Settings settings;
    /** Made when a name is first asked for; several threads may make it, each the same. */
    private Map<String, Integer> indexes;

    private Columns(RowDescription description, TypeRegistry types, boolean asSent, boolean[] formats) {
        this.description = description;
        this.asSent = asSent;
        this.types = types;
        stamp = types.stamp();
        settings = stamp.settings();
        List<Field> fields = description.fields();
        codecs = new Codec<?>[fields.size()];
        plain = new Codec<?>[codecs.length];
        boolean otherwise = !types.readers().isEmpty();
        binary = new boolean[codecs.length];
        boolean change = false;
        List<Column> list = new ArrayList<>(codecs.length);
        for (int i = 0; i < codecs.length; i++) {
            Field field = fields.get(i);
            plain[i] = types.codec(field.typeOid());
            change |= plain[i].mayChange();
            Column column = new Column(field.name(), Integer.toUnsignedLong(field.typeOid()), plain[i].typeName(),
                    field.typeModifier(), field.typeSize(), Integer.toUnsignedLong(field.tableOid()),
                    field.tableColumn());
            list.add(column);
            codecs[i] = otherwise ? new ReadingCodecs(types, column, i).codec(field.typeOid()) : plain[i];
            binary[i] = formats != null ? formats[i] : asSent ? field.format() == BINARY : codecs[i].binary();
        }
        columns = List.copyOf(list);
        mayChange = change;
        primitives = new Primitive[codecs.length];
        for (int i = 0; i < codecs.length; i++) {
            Primitive primitive = codecs[i].primitive();
            boolean readable = primitive == Primitive.TEXT ? settings.utf8() : binary[i];
            primitives[i] = readable ? primitive : Primitive.NONE;
        }
    }

    /** Columns whose formats are still ours to ask for: binary where the codec reads it. */
    public static Columns of(RowDescription description, TypeRegistry types) {
        return new Columns(description, types, false, null);
    }

    /** Columns in the formats that the description tells, as the simple protocol sends them. */
    public static Columns received(RowDescription description, TypeRegistry types) {
        return new Columns(description, types, true, null);
    }

    /** These columns under the present settings and types: this object itself where nothing has changed. */
    public Columns current() {
        return types.isCurrent(stamp) ? this : new Columns(description, types, asSent, null);
    }

    /** These columns as rows have come in them already, in the same formats, by what is known of their types now. */
    public Columns relearned() {
        return types.isCurrent(stamp) ? this : new Columns(description, types, asSent, binary);
    }

    /** Whether a value may show that its type is out of date. */
    public boolean mayChange() {
        return mayChange;
    }

    /** Whether values have shown that a type of the database is out of date. */
    boolean areOutdated() {
        return types.isOutdated();
    }

    /** These columns as another scope reads them, a cursor's for one: this object itself where it is the same. */
    public Columns in(TypeRegistry scope) {
        return scope == types ? this : new Columns(description, scope, asSent, null);
    }

    /** OIDs of the columns' types. */
    public int[] typeOids() {
        List<Field> fields = description.fields();
        int[] oids = new int[fields.size()];
        for (int i = 0; i < oids.length; i++) {
            oids[i] = fields.get(i).typeOid();
        }
        return oids;
    }

    /** Writes the result formats of a Bind, {@code int16 count | int16 format…}: a single one where it is that of all. */
    public void writeResultFormats(WireWriter out) {
        int count = haveOneFormat() ? Math.min(binary.length, 1) : binary.length;
        out.writeInt16(count);
        for (int i = 0; i < count; i++) {
            out.writeInt16(binary[i] ? BINARY : 0);
        }
    }

    /** Whether all are asked for in the same format, which Bind then names once, however many columns there are. */
    public boolean haveOneFormat() {
        for (boolean format : binary) {
            if (format != binary[0]) {
                return false;
            }
        }
        return true;
    }

    public int size() {
        return codecs.length;
    }

    public List<Column> toList() {
        return columns;
    }

    /** What a column's values are read by. */
    Codec<?> codec(int column) {
        return codecs[column];
    }

    /** The own codec of a column's type. */
    Codec<?> plain(int column) {
        return plain[column];
    }

    /** How an application's class is read where a codec does not know it. */
    Optional<ValueMapping<?>> mapping(Class<?> type) {
        return types.readers().mapping(type);
    }

    /** Reads values of a composite as rows. */
    CompositeRows rows(CompositeCodec composite) {
        return new CompositeRows(composite, types);
    }

    Primitive primitive(int column) {
        return primitives[column];
    }

    boolean isBinary(int column) {
        return binary[column];
    }

    Settings settings() {
        return settings;
    }

    JsonMapper jsonMapper() {
        return types.jsonMapper();
    }

    /**
     * Number of the first column of that name.
     *
     * @throws ProgrammingException listing the names there are, if none has it
     */
    public int index(String name) {
        Map<String, Integer> map = indexes;
        if (map == null) {
            map = new HashMap<>();
            for (int i = 0; i < codecs.length; i++) {
                map.putIfAbsent(columns.get(i).name(), i);
            }
            // Safe without a lock: Map.copyOf's fields are final.
            map = Map.copyOf(map);
            indexes = map;
        }
        Integer index = map.get(name);
        if (index == null) {
            throw new ProgrammingException("no column \"" + name + "\"; there are "
                    + columns.stream().map(Column::name).toList());
        }
        return index;
    }
}
