package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.function.IntFunction;

import io.quarkiverse.psycopg.runtime.driver.types.base.BitsCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.BoolCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.ByteaCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.CharCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.DateCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.Float4Codec;
import io.quarkiverse.psycopg.runtime.driver.types.base.Float8Codec;
import io.quarkiverse.psycopg.runtime.driver.types.base.GeometryCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.HstoreCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.Int2Codec;
import io.quarkiverse.psycopg.runtime.driver.types.base.Int4Codec;
import io.quarkiverse.psycopg.runtime.driver.types.base.Int8Codec;
import io.quarkiverse.psycopg.runtime.driver.types.base.IntervalCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.JsonCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.LsnCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.MacAddr8Codec;
import io.quarkiverse.psycopg.runtime.driver.types.base.MacAddrCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.MoneyCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.NetworkCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.NumericCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.OidCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.RegCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.SnapshotCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.TextCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.TextOnlyCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.TidCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.TimeCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.TimestampCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.TimestamptzCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.TimetzCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.TsQueryCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.TsVectorCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.UuidCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.VersionedTextCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.Xid8Codec;
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

    /** A new codec for each call; a switch rather than a table of factories, so that only what is asked for is loaded. */
    private static Codec<?> base(int oid, String catalogName, String name) {
        return switch (catalogName) {
            case "bool" -> new BoolCodec();
            case "bytea" -> new ByteaCodec();
            case "char" -> new CharCodec();
            case "int2" -> new Int2Codec();
            case "int4" -> new Int4Codec();
            case "int8" -> new Int8Codec();
            case "float4" -> new Float4Codec();
            case "float8" -> new Float8Codec();
            case "numeric" -> new NumericCodec();
            case "money" -> new MoneyCodec();
            case "oid", "xid", "cid" -> new OidCodec(oid, name);
            case "xid8" -> new Xid8Codec();
            case "tid" -> new TidCodec();
            case "text", "varchar", "bpchar", "name", "unknown", "cstring", "void", "refcursor", "citext" ->
                new TextCodec(oid, name);
            case "xml", "aclitem", "pg_node_tree", "pg_ndistinct", "pg_dependencies", "pg_mcv_list", "pg_brin_bloom_summary",
                    "pg_brin_minmax_multi_summary", "gtsvector" ->
                new TextOnlyCodec(oid, name);
            case "uuid" -> new UuidCodec();
            case "jsonpath", "ltree", "lquery", "ltxtquery" -> new VersionedTextCodec(oid, name);
            case "hstore" -> new HstoreCodec(oid, name);
            case "date" -> new DateCodec();
            case "time" -> new TimeCodec();
            case "timetz" -> new TimetzCodec();
            case "timestamp" -> new TimestampCodec();
            case "timestamptz" -> new TimestamptzCodec();
            case "interval" -> new IntervalCodec();
            case "inet" -> new NetworkCodec.InetCodec();
            case "cidr" -> new NetworkCodec.CidrCodec();
            case "macaddr" -> new MacAddrCodec();
            case "macaddr8" -> new MacAddr8Codec();
            case "bit", "varbit" -> new BitsCodec(oid, name);
            case "point" -> new GeometryCodec.PointCodec();
            case "line" -> new GeometryCodec.LineCodec();
            case "lseg" -> new GeometryCodec.LineSegmentCodec();
            case "box" -> new GeometryCodec.BoxCodec();
            case "path" -> new GeometryCodec.PathCodec();
            case "polygon" -> new GeometryCodec.PolygonCodec();
            case "circle" -> new GeometryCodec.CircleCodec();
            case "tsvector" -> new TsVectorCodec();
            case "tsquery" -> new TsQueryCodec();
            case "pg_lsn" -> new LsnCodec();
            case "pg_snapshot", "txid_snapshot" -> new SnapshotCodec(oid, name);
            case "regproc", "regprocedure", "regoper", "regoperator", "regclass", "regtype", "regconfig", "regdictionary",
                    "regnamespace", "regrole", "regcollation", "regdatabase" ->
                new RegCodec(oid, name);
            default -> new UnknownCodec(oid, name);
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
