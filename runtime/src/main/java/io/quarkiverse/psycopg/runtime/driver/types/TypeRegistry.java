package io.quarkiverse.psycopg.runtime.driver.types;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.psycopg.Column;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.JsonMapper;
import io.quarkiverse.psycopg.types.RawValue;

/**
 * Which codec belongs to an OID and which OID to a Java value, in scopes: built in, database, connection, cursor.
 * <p>
 * A scope sees what its parents have and hides what it defines itself. Reading needs no lock; adding makes a copy, so a scope
 * may be read from any thread while another adds to it.
 */
public final class TypeRegistry {

    private static final TypeRegistry BUILTIN = builtins(JsonMapper.NONE);
    private static final int NULL_LENGTH = -1;

    private final TypeRegistry parent;
    private final TypeCatalog catalog;
    private final JsonMapper jsonMapper;
    private final Readers readers;
    private volatile ScopeContent content = ScopeContent.EMPTY;
    private final ScopeSettings settings;
    private volatile PgConnection owner;

    private TypeRegistry(TypeRegistry parent, TypeCatalog catalog, JsonMapper jsonMapper, Settings settings) {
        this.parent = parent;
        this.catalog = catalog;
        this.jsonMapper = jsonMapper;
        this.readers = new Readers(parent == null ? null : parent.readers);
        this.settings = new ScopeSettings(parent == null ? null : parent.settings, settings);
    }

    private static TypeRegistry builtins(JsonMapper jsonMapper) {
        TypeRegistry types = new TypeRegistry(null, null, jsonMapper, Settings.DEFAULT);
        types.add(BuiltinTypes.ALL);
        return types;
    }

    /** The types that every PostgreSQL has. Immutable: {@link #child()} is for additions. */
    public static TypeRegistry builtin() {
        return BUILTIN;
    }

    /** As {@link #builtin()}, with json and jsonb read and written by this mapper where a value is not text. */
    public static TypeRegistry builtin(JsonMapper jsonMapper) {
        return jsonMapper == JsonMapper.NONE ? BUILTIN : builtins(GuardedJsonMapper.of(jsonMapper));
    }

    /** What writes and reads values that are JSON and no text. */
    public JsonMapper jsonMapper() {
        return jsonMapper;
    }

    /** A scope below this one, empty at first. */
    public TypeRegistry child() {
        return new TypeRegistry(this, catalog, jsonMapper, null);
    }

    /** A scope below this one for a database's types. */
    TypeRegistry ofDatabase(TypeCatalog database) {
        return new TypeRegistry(this, database, jsonMapper, null);
    }

    /** Where types that are not known can be asked for; absent in a scope that is not a database's or below one. */
    public Optional<TypeCatalog> catalog() {
        return Optional.ofNullable(catalog);
    }

    /** Whether values have shown that a type of the database is no longer as its catalog described it. */
    public boolean isOutdated() {
        return catalog != null && catalog.isOutdated();
    }

    /** Whether the codecs and settings are the same ones as when the stamp was taken. */
    boolean isCurrent(Stamp stamp) {
        if (stamp.settings != settings()) {
            return false;
        }
        int i = 0;
        for (TypeRegistry scope = this; scope != null; scope = scope.parent) {
            if (stamp.contents[i] != scope.content || stamp.readers[i++] != scope.readers.content()) {
                return false;
            }
        }
        return true;
    }

    /** What this scope and those above it hold now. */
    Stamp stamp() {
        List<ScopeContent> contents = new ArrayList<>();
        List<Readers.Content> reading = new ArrayList<>();
        for (TypeRegistry scope = this; scope != null; scope = scope.parent) {
            contents.add(scope.content);
            reading.add(scope.readers.content());
        }
        return new Stamp(settings(), contents.toArray(new ScopeContent[0]), reading.toArray(new Readers.Content[0]));
    }

    /** A state of a scope, compared by identity. */
    static final class Stamp {
        private final Settings settings;
        private final ScopeContent[] contents;
        private final Readers.Content[] readers;

        private Stamp(Settings settings, ScopeContent[] contents, Readers.Content[] readers) {
            this.settings = settings;
            this.contents = contents;
            this.readers = readers;
        }

        Settings settings() {
            return settings;
        }
    }

    /** The session settings that this scope's values are read under. */
    public Settings settings() {
        return settings.present();
    }

    /** From now on, this scope reads points in time in that zone; null for the session's. */
    public void zone(ZoneId zoneOrNull) {
        requireOwnScope();
        settings.zone(zoneOrNull);
    }

    /** Takes over what ParameterStatus reported. */
    public void parameterStatus(String name, String value) {
        requireOwnScope();
        settings.reported(name, value);
    }

    /** Adds a codec to this scope; an OID that the scope already has gets the new one. */
    public synchronized void register(Codec<?> codec) {
        requireOwnScope();
        content = content.plus(codec);
    }

    /** Adds the types that a catalog describes, with the codecs that follow from it. */
    public synchronized void register(Collection<TypeInfo> types) {
        requireOwnScope();
        add(types);
    }

    private void add(Collection<? extends TypeInfo> types) {
        content = content.plus(types, this);
    }

    private void requireOwnScope() {
        if (parent == null) {
            throw new IllegalStateException("the built-in types are shared by all; add to a child scope");
        }
    }

    /**
     * Whether this scope or one above it has a codec for the OID. Where a value has shown that a type of the database is out of
     * date, none of the database's types counts as known, since any of them may be made of that one.
     */
    public boolean isKnown(int oid) {
        return find(oid) != null && (catalog == null || !catalog.isOutdated() || BUILTIN.find(oid) != null);
    }

    /** Whether each of these is {@linkplain #isKnown known}. */
    public boolean areKnown(List<Integer> oids) {
        for (int i = 0; i < oids.size(); i++) {
            if (!isKnown(oids.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * A value has shown that the type is no longer as the catalog described it: it counts as unknown until it is loaded again.
     */
    void outdated(int oid) {
        if (catalog != null) {
            catalog.outdated(oid);
        }
    }

    /** OIDs of the composites that this scope has learned of. */
    List<Integer> composites() {
        List<Integer> oids = new ArrayList<>();
        for (KnownType type : content.types().values()) {
            type.info().filter(TypeInfo.Composite.class::isInstance).ifPresent(composite -> oids.add(composite.oid()));
        }
        return oids;
    }

    /** Has the composites among these types described anew; false where there is none. */
    public boolean outdateComposites(int... oids) {
        boolean any = false;
        for (int oid : oids) {
            if (catalog != null && info(innermost(oid)).filter(TypeInfo.Composite.class::isInstance).isPresent()) {
                outdated(oid);
                any = true;
            }
        }
        return any;
    }

    private int innermost(int oid) {
        int inner = oid;
        for (TypeInfo type = info(oid).orElse(null); type instanceof TypeInfo.Array || type instanceof TypeInfo.Domain;) {
            inner = type.mentions().get(0);
            type = info(inner).orElse(null);
        }
        return inner;
    }

    /** The codec of a type; for one that is not known, a codec that keeps name, OID and bytes. Never null. */
    public Codec<?> codec(int oid) {
        KnownType found = find(oid);
        return found != null ? found.codec() : new UnknownCodec(oid, Integer.toUnsignedString(oid));
    }

    /** How values are read otherwise than by their types' own codecs, in this scope and those above it. */
    public Readers readers() {
        return readers;
    }

    /**
     * A text of the server as a column of that type would give it.
     *
     * @throws io.quarkiverse.psycopg.error.DataException where it is none
     */
    public Object cast(int oid, String text) {
        Codec<?> plain = codec(oid);
        Column column = new Column("", Integer.toUnsignedLong(oid), plain.typeName(), -1, -1, 0, 0);
        return (readers.isEmpty() ? plain : new ReadingCodecs(this, column, 0).codec(oid)).parse(text, settings());
    }

    /** The connection in its user's hands that this scope belongs to. */
    Optional<PgConnection> owner() {
        for (TypeRegistry scope = this; scope != null; scope = scope.parent) {
            if (scope.owner != null) {
                return Optional.of(scope.owner);
            }
        }
        return Optional.empty();
    }

    /** Says in whose hands the session of this scope is, for typecasters; null for nobody's. */
    public void owner(PgConnection connection) {
        requireOwnScope();
        owner = connection;
    }

    private KnownType find(int oid) {
        for (TypeRegistry scope = this; scope != null; scope = scope.parent) {
            KnownType found = scope.content.types().get(oid);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** What the catalog told of a type. */
    public Optional<TypeInfo> info(int oid) {
        for (TypeRegistry scope = this; scope != null; scope = scope.parent) {
            KnownType found = scope.content.types().get(oid);
            if (found != null && found.info().isPresent()) {
                return found.info();
            }
        }
        return Optional.empty();
    }

    /**
     * The type of that name, 0 where none is known. Types of {@code pg_catalog} and {@code public} go without their schema,
     * others with it.
     */
    public int oidOf(String name) {
        for (TypeRegistry scope = this; scope != null; scope = scope.parent) {
            Integer found = scope.content.names().get(name);
            if (found != null) {
                return found;
            }
        }
        return 0;
    }

    /** OID of the array type over an element type, 0 where none is known. */
    public int arrayOid(int elementOid) {
        for (TypeRegistry scope = this; scope != null; scope = scope.parent) {
            Integer found = scope.content.arrays().get(elementOid);
            if (found != null) {
                return found;
            }
        }
        return 0;
    }

    /** OID of the range type over a type of bounds, 0 where none is known; of several the one built in. */
    public int rangeOid(int subtypeOid) {
        for (TypeRegistry scope = this; scope != null; scope = scope.parent) {
            Integer found = scope.content.ranges().get(subtypeOid);
            if (found != null) {
                return found;
            }
        }
        return 0;
    }

    /** OID of the multirange type over a range type, 0 where none is known. */
    public int multirangeOid(int rangeOid) {
        for (TypeRegistry scope = this; scope != null; scope = scope.parent) {
            Integer found = scope.content.multiranges().get(rangeOid);
            if (found != null) {
                return found;
            }
        }
        return 0;
    }

    /**
     * The OID that a parameter of this value is declared with: 0 for strings, nulls, and what has no type of its own, so that
     * the server infers it.
     */
    public int declaredOid(Object value) {
        return JavaTypes.declaredOid(value, this);
    }

    /** 1 where the value is sent to this type in binary, 0 for text. */
    public int parameterFormat(Object value, int oid) {
        if (value instanceof RawValue raw) {
            return raw.isBinary() ? 1 : 0;
        }
        return value != null && codec(oid).encodesBinary(value) ? 1 : 0;
    }

    /**
     * Writes a parameter: its length and bytes, in the form that {@link #parameterFormat} tells; -1 for null.
     *
     * @throws io.quarkiverse.psycopg.error.DataException naming both types, if the value does not fit
     */
    public void encode(Object value, int oid, WireWriter out) {
        if (value == null) {
            out.writeInt32(NULL_LENGTH);
            return;
        }
        if (value instanceof RawValue raw) {
            byte[] bytes = raw.bytes();
            out.writeInt32(bytes.length);
            out.writeBytes(bytes, 0, bytes.length);
            return;
        }
        encode(codec(oid), value, out);
    }

    private static <T> void encode(Codec<T> codec, Object value, WireWriter out) {
        int mark = out.beginLength();
        if (codec.encodesBinary(value)) {
            codec.encode(codec.coerce(value), out);
        } else {
            out.writeUtf8(codec.parameterText(value));
        }
        out.endLength(mark);
    }
}
