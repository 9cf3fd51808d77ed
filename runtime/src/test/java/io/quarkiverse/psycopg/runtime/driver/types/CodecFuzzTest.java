package io.quarkiverse.psycopg.runtime.driver.types;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.testsupport.FuzzTarget;

/**
 * Whatever bytes come as a value of any type, in binary or as text, are a value or an error of the driver's own.
 * {@code int8 type | int8 form | bytes}
 */
class CodecFuzzTest extends FuzzTarget {

    private static final int BINARY = 1;
    private static final int HEADER = 2;
    /** The twelve bytes of a numeric may be a number of 60 kB, the eight of a double take long arithmetic to be written. */
    private static final int LARGEST_FACTOR = 32 * 1024;
    private static final long LARGEST_CONSTANT = 32L * 1024 * 1024;
    private static final int DEEP = 20_000;
    private static final int ENUM = 90_001;
    private static final int COMPOSITE = 90_002;
    private static final int DOMAIN = 90_003;
    private static final int HSTORE = 90_004;

    private static final Map<String, List<String>> TEXTS = texts();

    private final TypeRegistry registry = registry();
    private final List<Integer> oids = TEXTS.keySet().stream().map(registry::oidOf).toList();

    @Override
    protected List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        int index = 0;
        for (Map.Entry<String, List<String>> entry : TEXTS.entrySet()) {
            Codec<?> codec = registry.codec(oids.get(index));
            for (String text : entry.getValue()) {
                seeds.add(input(index, 0, text.getBytes(StandardCharsets.UTF_8)));
                if (codec.binary()) {
                    seeds.add(input(index, BINARY, binary(codec, text)));
                }
            }
            index++;
        }
        int query = oids.indexOf(registry.oidOf("tsquery"));
        seeds.add(input(query, 0, ("!".repeat(DEEP) + "'a'").getBytes(StandardCharsets.UTF_8)));
        seeds.add(input(query, 0, ("(".repeat(DEEP) + "'a'" + ")".repeat(DEEP)).getBytes(StandardCharsets.UTF_8)));
        seeds.add(input(query, BINARY, deepQuery()));
        for (String type : List.of("interval", "time", "timetz", "timestamp", "timestamptz")) {
            int temporal = oids.indexOf(registry.oidOf(type));
            seeds.add(input(temporal, 0, "6:05:81e10000009".getBytes(StandardCharsets.UTF_8)));
        }
        return seeds;
    }

    /** {@code int32 items | (int8 2 | int8 NOT)* | int8 1 | int8 weight | int8 prefix | string operand\\0} */
    private static byte[] deepQuery() {
        WireWriter out = new WireWriter();
        out.writeInt32(DEEP + 1);
        for (int i = 0; i < DEEP; i++) {
            out.writeByte(2);
            out.writeByte(1);
        }
        out.writeByte(1);
        out.writeInt16(0);
        out.writeCString("a");
        return out.toByteArray();
    }

    @Override
    protected void consume(byte[] input) {
        if (input.length >= HEADER) {
            Codec<?> codec = registry.codec(oids.get((input[0] & 0xff) % oids.size()));
            read(codec, input);
        }
    }

    @Override
    protected boolean isExpected(RuntimeException failure) {
        return failure instanceof PgException;
    }

    @Override
    protected long allocationBound(int length) {
        return LARGEST_CONSTANT + LARGEST_FACTOR * (long) length;
    }

    private static <T> void read(Codec<T> codec, byte[] input) {
        T value;
        if (input[1] == BINARY && codec.binary()) {
            value = codec.decode(input, HEADER, input.length - HEADER);
        } else {
            String text = new String(input, HEADER, input.length - HEADER, StandardCharsets.UTF_8);
            value = codec.parse(text, Settings.DEFAULT);
        }
        // A numeric of few bytes may have 131072 digits: that is a long text, and no fault.
        if (!codec.typeName().contains("num")) {
            codec.text(value, Settings.DEFAULT);
            codec.as(value, String.class, Settings.DEFAULT);
        }
    }

    private static <T> byte[] binary(Codec<T> codec, String text) {
        WireWriter out = new WireWriter();
        codec.encode(codec.parse(text, Settings.DEFAULT), out);
        return out.toByteArray();
    }

    private static byte[] input(int index, int form, byte[] payload) {
        byte[] input = new byte[HEADER + payload.length];
        input[0] = (byte) index;
        input[1] = (byte) form;
        System.arraycopy(payload, 0, input, HEADER, payload.length);
        return input;
    }

    private static TypeRegistry registry() {
        TypeRegistry registry = TypeRegistry.builtin().child();
        registry.register(List.of(
                new TypeInfo.Enum(ENUM, TypeInfo.PUBLIC_SCHEMA, "mood", List.of("sad", "ok")),
                new TypeInfo.Domain(DOMAIN, TypeInfo.PUBLIC_SCHEMA, "positive", 23),
                new TypeInfo.Base(HSTORE, TypeInfo.PUBLIC_SCHEMA, "hstore", ','),
                new TypeInfo.Composite(COMPOSITE, TypeInfo.PUBLIC_SCHEMA, "pair",
                        List.of(new TypeInfo.Attribute("a", 23), new TypeInfo.Attribute("b", 1009)))));
        return registry;
    }

    private static Map<String, List<String>> texts() {
        Map<String, List<String>> texts = new TreeMap<>();
        put(texts, "bool", "t");
        put(texts, "int2", "-1");
        put(texts, "int4", "2147483647");
        put(texts, "int8", "-9223372036854775808");
        put(texts, "oid", "4294967295");
        put(texts, "float4", "1.5", "NaN");
        put(texts, "float8", "-Infinity", "1e-300");
        put(texts, "numeric", "0", "-12345678901234567890.000123", "NaN", "Infinity", "1e100");
        put(texts, "money", "$1.50");
        put(texts, "text", "grün");
        put(texts, "char", "a");
        put(texts, "bytea", "\\x00ff");
        put(texts, "uuid", "00000000-0000-0000-0000-000000000001");
        put(texts, "json", "{\"a\":[1,null]}");
        put(texts, "jsonb", "{\"a\": [1, null]}");
        put(texts, "date", "2024-02-29", "infinity", "0001-01-01 BC");
        put(texts, "time", "24:00:00");
        put(texts, "timetz", "12:00:00.5+15:59:59");
        put(texts, "timestamp", "294276-12-31 23:59:59.999999");
        put(texts, "timestamptz", "2024-01-01 00:00:00+01", "-infinity");
        put(texts, "interval", "1 year -2 mons +3 days -04:05:06.789", "infinity");
        put(texts, "inet", "::1/64", "10.0.0.1");
        put(texts, "cidr", "10.0.0.0/8");
        put(texts, "macaddr", "08:00:2b:01:02:03");
        put(texts, "macaddr8", "08:00:2b:01:02:03:04:05");
        put(texts, "varbit", "1010101011");
        put(texts, "tsvector", "'a':1A,2 'b c'");
        put(texts, "tsquery", "'a' & !'b':*A | 'c' <2> 'd'");
        put(texts, "pg_lsn", "16/B374D848");
        put(texts, "pg_snapshot", "10:20:10,14,15");
        put(texts, "tid", "(1,2)");
        put(texts, "xid8", "18446744073709551615");
        put(texts, "point", "(1,-2.5)");
        put(texts, "line", "{1,2,3}");
        put(texts, "lseg", "[(1,2),(3,4)]");
        put(texts, "box", "(3,4),(1,2)");
        put(texts, "path", "((1,2),(3,4))", "[(1,2)]");
        put(texts, "polygon", "((1,2),(3,4),(5,6))");
        put(texts, "circle", "<(1,2),3>");
        put(texts, "int2vector", "1 2");
        put(texts, "oidvector", "23 25");
        put(texts, "_int4", "{1,NULL,3}", "{}", "[0:1][2:3]={{1,2},{3,4}}");
        put(texts, "_text", "{a,\"b \\\"c\",NULL,\"NULL\"}");
        put(texts, "_numeric", "{1.5,NaN}");
        put(texts, "_box", "{(3,4),(1,2);(7,8),(5,6)}");
        put(texts, "int4range", "[1,10)", "empty", "(,)");
        put(texts, "numrange", "(1.5,2.5]");
        put(texts, "tstzrange", "[\"2024-01-01 00:00:00+00\",)");
        put(texts, "int4multirange", "{[1,2),[5,)}", "{}");
        put(texts, "_int4range", "{\"[1,2)\",empty}");
        put(texts, "mood", "sad");
        put(texts, "positive", "5");
        put(texts, "pair", "(1,\"{a,b}\")", "(,)");
        put(texts, "hstore", "\"a\"=>\"1\", \"b\"=>NULL");
        return texts;
    }

    private static void put(Map<String, List<String>> texts, String type, String... values) {
        texts.put(type, Arrays.asList(values));
    }
}
