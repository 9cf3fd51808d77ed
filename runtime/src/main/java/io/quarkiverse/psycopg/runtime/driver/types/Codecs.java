package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.function.IntFunction;

import io.quarkiverse.psycopg.runtime.driver.types.base.BitsCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.BoolCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.ByteaCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.CharCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.DateTimeTypes;
import io.quarkiverse.psycopg.runtime.driver.types.base.DocumentTypes;
import io.quarkiverse.psycopg.runtime.driver.types.base.GeometricTypes;
import io.quarkiverse.psycopg.runtime.driver.types.base.JsonCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.NetworkTypes;
import io.quarkiverse.psycopg.runtime.driver.types.base.NumericTypes;
import io.quarkiverse.psycopg.runtime.driver.types.base.SystemTypes;
import io.quarkiverse.psycopg.runtime.driver.types.base.TextCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.UuidCodec;
import io.quarkiverse.psycopg.runtime.driver.types.derived.ArrayCodec;
import io.quarkiverse.psycopg.runtime.driver.types.derived.CompositeCodec;
import io.quarkiverse.psycopg.runtime.driver.types.derived.DomainCodec;
import io.quarkiverse.psycopg.runtime.driver.types.derived.MultirangeCodec;
import io.quarkiverse.psycopg.runtime.driver.types.derived.RangeCodec;
import io.quarkiverse.psycopg.runtime.driver.types.derived.VectorCodec;
import io.quarkiverse.psycopg.types.JsonMapper;

/**
 * Makes the codec for a type that the catalog describes: base types by their name, all others from what they are made of.
 */
final class Codecs {

    private static final String RECORD = "record";

    private Codecs() {
    }

    /**
     * A new codec for each call. Most come from families of types: the JVM loads all classes that a method may give when it
     * checks the method, and an application reads a few types.
     */
    private static Codec<?> base(int oid, String catalogName, String name) {
        return switch (catalogName) {
            case "bool" -> new BoolCodec();
            case "bytea" -> new ByteaCodec();
            case "uuid" -> new UuidCodec();
            case "bit", "varbit" -> new BitsCodec(oid, name);
            case "char" -> new CharCodec();
            case "text", "varchar", "bpchar", "name", "unknown", "cstring", "void", "refcursor", "citext" ->
                new TextCodec(oid, name);
            case "int2", "int4", "int8", "float4", "float8", "numeric", "money", "oid", "xid", "cid", "xid8" ->
                NumericTypes.codec(oid, catalogName, name);
            case "date", "time", "timetz", "timestamp", "timestamptz", "interval" ->
                DateTimeTypes.codec(oid, catalogName, name);
            case "inet", "cidr", "macaddr", "macaddr8" ->
                NetworkTypes.codec(oid, catalogName, name);
            case "point", "line", "lseg", "box", "path", "polygon", "circle" ->
                GeometricTypes.codec(oid, catalogName, name);
            case "xml", "jsonpath", "ltree", "lquery", "ltxtquery", "hstore", "tsvector", "tsquery" ->
                DocumentTypes.codec(oid, catalogName, name);
            default -> SystemTypes.codec(oid, catalogName, name);
        };
    }

    /**
     * The codec of a type.
     *
     * @param types the scope that the type belongs to
     * @param codecs where the codecs of the types that it is made of are found when they are needed
     */
    static Codec<?> of(TypeInfo type, TypeRegistry types, IntFunction<Codec<?>> codecs) {
        int oid = type.oid();
        String name = type.displayName();
        if (type instanceof TypeInfo.Base base) {
            return base(base, codecs, types.jsonMapper());
        }
        if (type instanceof TypeInfo.Array array) {
            return type.name().startsWith("_")
                    ? new ArrayCodec(oid, arrayName(name, type.name()), codecs, array.elementOid())
                    : vectorOrArray(array, codecs);
        }
        if (type instanceof TypeInfo.Range range) {
            return new RangeCodec(oid, name, codecs, range.subtypeOid());
        }
        if (type instanceof TypeInfo.Multirange multirange) {
            return new MultirangeCodec(oid, name, codecs, multirange.rangeOid());
        }
        if (type instanceof TypeInfo.Domain domain) {
            return new DomainCodec(oid, name, codecs, domain.baseOid());
        }
        if (type instanceof TypeInfo.Composite composite) {
            return new CompositeCodec(oid, name, codecs, composite.attributes(), () -> types.outdated(oid));
        }
        return type instanceof TypeInfo.Enum ? new TextCodec(oid, name) : new UnknownCodec(oid, name);
    }

    /** A type of an application that happens to be called like a built-in one is not that one. */
    private static Codec<?> base(TypeInfo.Base type, IntFunction<Codec<?>> codecs, JsonMapper json) {
        if (type.schema().equals(TypeInfo.CATALOG_SCHEMA)) {
            if (type.name().equals(RECORD)) {
                return CompositeCodec.record(type.oid(), RECORD, codecs);
            }
            if (type.oid() == JsonCodec.JSON || type.oid() == JsonCodec.JSONB) {
                return new JsonCodec(type.oid(), type.name(), json);
            }
            return base(type.oid(), type.name(), type.name());
        }
        return switch (type.name()) {
            case "hstore", "citext", "ltree", "lquery", "ltxtquery" -> base(type.oid(), type.name(),
                    type.displayName());
            default -> new UnknownCodec(type.oid(), type.displayName());
        };
    }

    private static Codec<?> vectorOrArray(TypeInfo.Array type, IntFunction<Codec<?>> codecs) {
        boolean vector = type.schema().equals(TypeInfo.CATALOG_SCHEMA) && type.name().endsWith("vector");
        return vector ? new VectorCodec(type.oid(), type.name(), codecs, type.elementOid())
                : new ArrayCodec(type.oid(), type.displayName(), codecs, type.elementOid());
    }

    /** {@code _int4} is shown as {@code int4[]}. */
    private static String arrayName(String displayName, String name) {
        String schema = displayName.substring(0, displayName.length() - name.length());
        return schema + name.substring(1) + "[]";
    }
}
