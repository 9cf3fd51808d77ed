package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.Map;
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
    private static final Map<String, BaseFactory> BASE = Map.ofEntries(
            base("bool", (oid, name) -> new BoolCodec()),
            base("bytea", (oid, name) -> new ByteaCodec()),
            base("char", (oid, name) -> new CharCodec()),
            base("int2", (oid, name) -> new Int2Codec()),
            base("int4", (oid, name) -> new Int4Codec()),
            base("int8", (oid, name) -> new Int8Codec()),
            base("float4", (oid, name) -> new Float4Codec()),
            base("float8", (oid, name) -> new Float8Codec()),
            base("numeric", (oid, name) -> new NumericCodec()),
            base("money", (oid, name) -> new MoneyCodec()),
            base("oid", OidCodec::new),
            base("xid", OidCodec::new),
            base("cid", OidCodec::new),
            base("xid8", (oid, name) -> new Xid8Codec()),
            base("tid", (oid, name) -> new TidCodec()),
            base("text", TextCodec::new),
            base("varchar", TextCodec::new),
            base("bpchar", TextCodec::new),
            base("name", TextCodec::new),
            base("unknown", TextCodec::new),
            base("cstring", TextCodec::new),
            base("void", TextCodec::new),
            base("refcursor", TextCodec::new),
            base("citext", TextCodec::new),
            base("xml", TextOnlyCodec::new),
            base("aclitem", TextOnlyCodec::new),
            base("pg_node_tree", TextOnlyCodec::new),
            base("pg_ndistinct", TextOnlyCodec::new),
            base("pg_dependencies", TextOnlyCodec::new),
            base("pg_mcv_list", TextOnlyCodec::new),
            base("pg_brin_bloom_summary", TextOnlyCodec::new),
            base("pg_brin_minmax_multi_summary", TextOnlyCodec::new),
            base("gtsvector", TextOnlyCodec::new),
            base("uuid", (oid, name) -> new UuidCodec()),
            base("jsonpath", VersionedTextCodec::new),
            base("ltree", VersionedTextCodec::new),
            base("lquery", VersionedTextCodec::new),
            base("ltxtquery", VersionedTextCodec::new),
            base("hstore", HstoreCodec::new),
            base("date", (oid, name) -> new DateCodec()),
            base("time", (oid, name) -> new TimeCodec()),
            base("timetz", (oid, name) -> new TimetzCodec()),
            base("timestamp", (oid, name) -> new TimestampCodec()),
            base("timestamptz", (oid, name) -> new TimestamptzCodec()),
            base("interval", (oid, name) -> new IntervalCodec()),
            base("inet", (oid, name) -> new NetworkCodec.InetCodec()),
            base("cidr", (oid, name) -> new NetworkCodec.CidrCodec()),
            base("macaddr", (oid, name) -> new MacAddrCodec()),
            base("macaddr8", (oid, name) -> new MacAddr8Codec()),
            base("bit", BitsCodec::new),
            base("varbit", BitsCodec::new),
            base("point", (oid, name) -> new GeometryCodec.PointCodec()),
            base("line", (oid, name) -> new GeometryCodec.LineCodec()),
            base("lseg", (oid, name) -> new GeometryCodec.LineSegmentCodec()),
            base("box", (oid, name) -> new GeometryCodec.BoxCodec()),
            base("path", (oid, name) -> new GeometryCodec.PathCodec()),
            base("polygon", (oid, name) -> new GeometryCodec.PolygonCodec()),
            base("circle", (oid, name) -> new GeometryCodec.CircleCodec()),
            base("tsvector", (oid, name) -> new TsVectorCodec()),
            base("tsquery", (oid, name) -> new TsQueryCodec()),
            base("pg_lsn", (oid, name) -> new LsnCodec()),
            base("pg_snapshot", SnapshotCodec::new),
            base("txid_snapshot", SnapshotCodec::new),
            base("regproc", RegCodec::new),
            base("regprocedure", RegCodec::new),
            base("regoper", RegCodec::new),
            base("regoperator", RegCodec::new),
            base("regclass", RegCodec::new),
            base("regtype", RegCodec::new),
            base("regconfig", RegCodec::new),
            base("regdictionary", RegCodec::new),
            base("regnamespace", RegCodec::new),
            base("regrole", RegCodec::new),
            base("regcollation", RegCodec::new),
            base("regdatabase", RegCodec::new));

    private Codecs() {
    }

    /** Makes the codec of a base type. */
    @FunctionalInterface
    private interface BaseFactory {
        Codec<?> make(int oid, String name);
    }

    private static Map.Entry<String, BaseFactory> base(String name, BaseFactory factory) {
        return Map.entry(name, factory);
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
            BaseFactory factory = BASE.get(type.name());
            return factory != null ? factory.make(type.oid(), type.name()) : new UnknownCodec(type.oid(), type.name());
        }
        return switch (type.name()) {
            case "hstore", "citext", "ltree", "lquery", "ltxtquery" -> BASE.get(type.name()).make(type.oid(),
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
