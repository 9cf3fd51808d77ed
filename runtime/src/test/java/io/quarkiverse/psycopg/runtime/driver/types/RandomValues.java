package io.quarkiverse.psycopg.runtime.driver.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.types.Bits;
import io.quarkiverse.psycopg.types.Box;
import io.quarkiverse.psycopg.types.Cidr;
import io.quarkiverse.psycopg.types.Circle;
import io.quarkiverse.psycopg.types.Inet;
import io.quarkiverse.psycopg.types.Json;
import io.quarkiverse.psycopg.types.Line;
import io.quarkiverse.psycopg.types.LineSegment;
import io.quarkiverse.psycopg.types.Lsn;
import io.quarkiverse.psycopg.types.MacAddr;
import io.quarkiverse.psycopg.types.MacAddr8;
import io.quarkiverse.psycopg.types.Multirange;
import io.quarkiverse.psycopg.types.Path;
import io.quarkiverse.psycopg.types.PgInterval;
import io.quarkiverse.psycopg.types.PgNumeric;
import io.quarkiverse.psycopg.types.PgTime;
import io.quarkiverse.psycopg.types.PgTimeTz;
import io.quarkiverse.psycopg.types.Point;
import io.quarkiverse.psycopg.types.Polygon;
import io.quarkiverse.psycopg.types.Range;
import io.quarkiverse.psycopg.types.Snapshot;
import io.quarkiverse.psycopg.types.Tid;
import io.quarkiverse.psycopg.types.TsVector;
import io.quarkiverse.psycopg.types.TsVector.Lexeme;
import io.quarkiverse.psycopg.types.TsVector.Position;

/** Random values of every type, special ones over-represented; strings for types that are sent as text. */
final class RandomValues {

    private static final int[] CODE_POINTS = { 'a', 'Z', ' ', '\t', '\n', '"', '\'', '\\', ',', '{', '}', '(', ')', '[', ']',
            ';',
            ':', '=', '>', 0xE9, 0x17C, 0x2603, 0xFFFD, 0x1F422, 0x10FFFF, '0', 'N', '%', '$' };
    private static final String[] WORDS = { "", "NULL", "null", " ", "a", "\\", "\"", "{}", "empty", "infinity", "\\x41", "'" };
    /** The first version with multiranges and an infinite numeric, and the one with infinite intervals. */
    private static final int MULTIRANGES = 14;
    private static final int INFINITE_INTERVALS = 17;
    /** The first version that writes more than 2^31 hours, and the one that writes "char" above 127 as an escape. */
    private static final int WIDE_INTERVALS = 15;
    private static final int ESCAPED_CHAR = 16;
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final Random random;
    private final int major;
    private final Map<String, Supplier<Object>> makers = new LinkedHashMap<>();

    /** Values that the newest server takes. */
    RandomValues(Random random) {
        this(random, Integer.MAX_VALUE);
    }

    /** @param major the server's version: types and values that it does not have are left out */
    RandomValues(Random random, int major) {
        this.random = random;
        this.major = major;
        numbers();
        texts();
        times();
        others();
        geometry();
        ranges();
    }

    List<String> types() {
        return List.copyOf(makers.keySet());
    }

    Object next(String type) {
        return makers.get(type).get();
    }

    List<Object> next(String type, int count) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(next(type));
        }
        return values;
    }

    private void numbers() {
        makers.put("bool", random::nextBoolean);
        makers.put("int2", () -> pick((short) random.nextInt(), Short.MIN_VALUE, Short.MAX_VALUE, (short) 0, (short) -1));
        makers.put("int4", () -> pick(random.nextInt(), Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1));
        makers.put("int8", () -> pick(random.nextLong(), Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L));
        makers.put("oid", this::unsigned);
        makers.put("xid", this::unsigned);
        makers.put("cid", this::unsigned);
        makers.put("xid8", () -> pick(random.nextLong() >>> 1, 0L, Long.MAX_VALUE, new BigInteger("18446744073709551615")));
        makers.put("float4", () -> pick(Float.intBitsToFloat(canonical(random.nextInt())), Float.NaN, 0f, -0f,
                Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, Float.MAX_VALUE, Float.MIN_NORMAL, 1f,
                (float) random.nextInt(1_000_000), 1e6f, 123456f, 16777216f, 0.1f, 1e-5f, 0.0001f));
        makers.put("float8", this::float8);
        makers.put("numeric", this::numeric);
        makers.put("money", () -> Long.toString(random.nextLong() / 100 >> random.nextInt(50)));
    }

    private static int canonical(int bits) {
        return Float.isNaN(Float.intBitsToFloat(bits)) ? Float.floatToIntBits(Float.NaN) : bits;
    }

    private double float8() {
        double any = Double.longBitsToDouble(random.nextLong());
        return pick(Double.isNaN(any) ? Double.NaN : any, Double.NaN, 0d, -0d, Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL, 1d, 0.1, 1e15, 1e14, 1e22,
                1e23,
                123456789012345678d, random.nextInt() / 8d, 9007199254740993d, 5e-324, 0.0001, 0.00001,
                Math.scalb(1d, random.nextInt(2000) - 1000), (double) random.nextInt(100_000));
    }

    private Object numeric() {
        BigDecimal any = new BigDecimal(new BigInteger(random.nextInt(400), random), random.nextInt(60));
        BigDecimal signed = random.nextBoolean() ? any : any.negate();
        return pick(signed, BigDecimal.ZERO, new BigDecimal("0.00"), new BigDecimal("0.0001"), new BigDecimal("10000"),
                new BigDecimal("9999.9999"), new BigDecimal("-0.00010000"), new BigDecimal("1e1000").setScale(0),
                new BigDecimal(BigInteger.ONE, 1000), new BigDecimal("100000000"), PgNumeric.NAN,
                major < MULTIRANGES ? BigDecimal.ONE : PgNumeric.POSITIVE_INFINITY,
                major < MULTIRANGES ? BigDecimal.TEN : PgNumeric.NEGATIVE_INFINITY);
    }

    private Long unsigned() {
        return pick(Integer.toUnsignedLong(random.nextInt()), 0L, 0xFFFF_FFFFL);
    }

    private void texts() {
        makers.put("text", this::text);
        makers.put("varchar", this::text);
        makers.put("bpchar", this::text);
        makers.put("name", () -> cut(text()));
        makers.put("char", () -> pick(String.valueOf((char) (1 + random.nextInt(127))), "",
                major < ESCAPED_CHAR ? "a" : "\\200", major < ESCAPED_CHAR ? "b" : "\\377"));
        makers.put("bytea", () -> pick(bytes(random.nextInt(40)), new byte[0], new byte[] { 0 }, "\\x".getBytes(
                StandardCharsets.US_ASCII)));
        makers.put("json", () -> new Json(json(3)));
        makers.put("jsonb", () -> new Json(json(3)));
        makers.put("jsonpath", () -> pick("$", "$.a", "$.a[*] ? (@ > " + random.nextInt(100) + ")", "strict $.\"x y\""));
        makers.put("xml", () -> pick("<a/>", "<?xml version=\"1.0\"?><a>" + random.nextInt() + "</a>", "text", "<ż>é</ż>"));
        makers.put("uuid", () -> pick(new UUID(random.nextLong(), random.nextLong()), new UUID(0, 0), new UUID(-1, -1)));
        makers.put("regclass", () -> pick("pg_class", "pg_type", "12345", "-"));
        makers.put("regtype", () -> pick("integer", "text[]", "\"char\"", "999999"));
        makers.put("regproc", () -> pick("now", "-", "999999"));
        makers.put("regrole", () -> pick("postgres", "999999"));
        makers.put("regnamespace", () -> pick("pg_catalog", "public", "999999"));
        makers.put("regcollation", () -> pick("\"C\"", "\"default\"", "999999"));
        makers.put("regconfig", () -> pick("english", "simple", "999999"));
        makers.put("regdictionary", () -> pick("simple", "english_stem", "999999"));
        makers.put("regprocedure", () -> pick("now()", "abs(integer)", "-", "999999"));
        makers.put("regoper", () -> pick("||/", "0", "999999"));
        makers.put("regoperator", () -> pick("+(integer,integer)", "0", "999999"));
        makers.put("refcursor", this::text);
        makers.put("aclitem", () -> pick("postgres=r/postgres", "=r*w/postgres"));
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            out.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
        }
        return pick(out.toString(), WORDS);
    }

    private static String cut(String text) {
        String cut = text;
        while (cut.getBytes(StandardCharsets.UTF_8).length > 63) {
            cut = cut.substring(0, cut.offsetByCodePoints(0, 1));
        }
        return cut;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private String json(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> "null";
            case 1 -> Integer.toString(random.nextInt());
            case 2 -> "1.50e3";
            case 3 -> "\"" + text().replaceAll("[\\\\\"\\p{Cntrl}]", "") + "\"";
            case 4 -> Boolean.toString(random.nextBoolean());
            case 5 -> "[" + json(depth - 1) + ", " + json(depth - 1) + "]";
            default -> "{\"a\":" + json(depth - 1) + " , \"b c\":" + json(depth - 1) + "}";
        };
    }

    private void times() {
        makers.put("date", () -> pick(date(), LocalDate.MAX, LocalDate.MIN, LocalDate.of(-4713, 11, 24),
                LocalDate.of(5_874_897, 12, 31), LocalDate.of(0, 12, 31), LocalDate.of(1, 1, 1), LocalDate.of(2000, 2, 29),
                LocalDate.of(10_000, 1, 1)));
        makers.put("time", () -> pick((Object) LocalTime.ofNanoOfDay(micros() * 1_000), LocalTime.MIDNIGHT, PgTime.END_OF_DAY,
                LocalTime.of(23, 59, 59, 999_999_000)));
        makers.put("timetz", () -> pick((Object) OffsetTime.of(LocalTime.ofNanoOfDay(micros() * 1_000), offset()),
                new PgTimeTz(PgTime.END_OF_DAY, 0), new PgTimeTz(PgTime.END_OF_DAY, -57_599),
                OffsetTime.of(LocalTime.NOON, ZoneOffset.ofTotalSeconds(57_599))));
        makers.put("timestamp", this::timestamp);
        makers.put("timestamptz", this::instant);
        makers.put("interval", this::interval);
    }

    private LocalDate date() {
        int span = random.nextBoolean() ? 40_000 : 2_000_000;
        return LocalDate.of(2000, 1, 1).plusDays(random.nextInt(2 * span) - span);
    }

    private long micros() {
        long any = (long) (random.nextDouble() * MICROS_PER_DAY);
        return random.nextInt(3) == 0 ? any / 1_000_000 * 1_000_000 : any;
    }

    private ZoneOffset offset() {
        return ZoneOffset.ofTotalSeconds(pick(random.nextInt(2 * 57_599) - 57_599, 0, 3_600, -12_600, 1));
    }

    private LocalDateTime timestamp() {
        return pick(random.nextBoolean() ? date().atStartOfDay().plusNanos(micros() * 1_000) : date().atStartOfDay(),
                LocalDateTime.MAX, LocalDateTime.MIN, LocalDateTime.of(-4713, 11, 24, 0, 0),
                LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000),
                LocalDateTime.of(1999, 12, 31, 23, 59, 59, 999_999_000));
    }

    private Instant instant() {
        LocalDateTime local = timestamp();
        return local.equals(LocalDateTime.MAX) ? Instant.MAX
                : local.equals(LocalDateTime.MIN) ? Instant.MIN : local.toInstant(ZoneOffset.UTC);
    }

    private PgInterval interval() {
        int months = random.nextInt(3) == 0 ? 0 : random.nextInt(2_000) - 1_000;
        int days = random.nextInt(3) == 0 ? 0 : random.nextInt(2_000) - 1_000;
        long micros = random.nextInt(3) == 0 ? 0 : (random.nextLong() >> random.nextInt(60)) / 2;
        return pick(new PgInterval(months, days, micros), PgInterval.ZERO,
                major < INFINITE_INTERVALS ? PgInterval.ZERO : PgInterval.INFINITY,
                major < INFINITE_INTERVALS ? PgInterval.ZERO : PgInterval.MINUS_INFINITY,
                new PgInterval(1, -1, 1), new PgInterval(-14, 3, -4_000_001),
                new PgInterval(0, 0, major < WIDE_INTERVALS ? Long.MIN_VALUE / 2 : Long.MIN_VALUE + 1),
                new PgInterval(Integer.MAX_VALUE - 1, 0, 0), new PgInterval(0, 1, 0), new PgInterval(0, 0, -999_999));
    }

    private void others() {
        makers.put("inet", () -> inet(random.nextBoolean() ? 4 : 16));
        makers.put("cidr", () -> cidr(random.nextBoolean() ? 4 : 16));
        makers.put("macaddr", () -> new MacAddr(random.nextLong() >>> 16));
        makers.put("macaddr8", () -> new MacAddr8(random.nextLong()));
        makers.put("bit", () -> bits(1));
        makers.put("varbit", () -> bits(random.nextInt(70)));
        makers.put("tsvector", this::tsVector);
        makers.put("tsquery", () -> tsQuery(3));
        makers.put("pg_lsn", () -> pick(Lsn.of(random.nextLong()), Lsn.of(0), Lsn.of(-1)));
        makers.put("pg_snapshot", this::snapshot);
        makers.put("txid_snapshot", this::snapshot);
        makers.put("tid", () -> new Tid(Integer.toUnsignedLong(random.nextInt()), random.nextInt(0x10000)));
        makers.put("oidvector", () -> numbers(this::unsigned));
        makers.put("int2vector", () -> numbers(() -> (short) random.nextInt()));
    }

    private List<Object> numbers(Supplier<Object> maker) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(maker.get());
        }
        return list;
    }

    private byte[] address(int length) {
        byte[] address = bytes(length);
        if (length == 16) {
            for (int i = 0; i < length; i += 2) {
                if (random.nextInt(3) > 0) {
                    address[i] = 0;
                    address[i + 1] = (byte) (random.nextInt(3) == 0 ? 1 : 0);
                }
            }
            if (random.nextInt(5) == 0) {
                address = new byte[16];
                address[10] = (byte) 0xFF;
                address[11] = (byte) 0xFF;
                address[15] = (byte) random.nextInt();
            }
        }
        return address;
    }

    private Inet inet(int length) {
        return Inet.of(address(length), pick(random.nextInt(length * 8 + 1), 0, length * 8));
    }

    private Cidr cidr(int length) {
        byte[] address = address(length);
        int prefix = pick(random.nextInt(length * 8 + 1), 0, length * 8);
        for (int bit = prefix; bit < length * 8; bit++) {
            address[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return Cidr.of(address, prefix);
    }

    private Bits bits(int length) {
        return Bits.of(bytes((length + 7) / 8), length);
    }

    private TsVector tsVector() {
        Map<String, Lexeme> lexemes = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String word = pick("w" + random.nextInt(1_000), "it's", "a\\b", "ż", "x y", "c,d:1");
            List<Position> positions = new ArrayList<>();
            int place = 0;
            for (int j = random.nextInt(3); j > 0; j--) {
                positions.add(new Position(place += 1 + random.nextInt(100), (char) ('A' + random.nextInt(4))));
            }
            lexemes.put(word, new Lexeme(word, positions));
        }
        return new TsVector(List.copyOf(lexemes.values()));
    }

    private String tsQuery(int depth) {
        String word = "'" + pick("w" + random.nextInt(100), "it''s", "ż", "x y") + "'" + pick("", ":*", ":A", ":*BC", "");
        return switch (random.nextInt(depth > 0 ? 6 : 1)) {
            case 0 -> word;
            case 1 -> "!" + "(" + tsQuery(depth - 1) + ")";
            case 2 -> "(" + tsQuery(depth - 1) + ")&(" + tsQuery(depth - 1) + ")";
            case 3 -> "(" + tsQuery(depth - 1) + ")|(" + tsQuery(depth - 1) + ")";
            case 4 -> "(" + tsQuery(depth - 1) + ")<->(" + tsQuery(depth - 1) + ")";
            default -> "(" + tsQuery(depth - 1) + ")<" + (2 + random.nextInt(9)) + ">(" + tsQuery(depth - 1) + ")";
        };
    }

    private Snapshot snapshot() {
        long xmin = 1 + random.nextInt(1_000);
        List<Long> inProgress = new ArrayList<>();
        long last = xmin;
        for (int i = random.nextInt(4); i > 0; i--) {
            inProgress.add(last);
            last += 1 + random.nextInt(9);
        }
        return new Snapshot(xmin, last + random.nextInt(9), inProgress);
    }

    private double coordinate() {
        double any = float8();
        return Double.isNaN(any) || Double.isInfinite(any) ? random.nextInt(100) : any;
    }

    private Point point() {
        return new Point(coordinate(), coordinate());
    }

    private List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            points.add(point());
        }
        return points;
    }

    private void geometry() {
        makers.put("point", () -> new Point(float8(), float8()));
        makers.put("line", () -> new Line(1 + random.nextInt(5), coordinate(), coordinate()));
        makers.put("lseg", () -> new LineSegment(point(), point()));
        makers.put("box", () -> new Box(point(), point()));
        makers.put("path", () -> new Path(points(), random.nextBoolean()));
        makers.put("polygon", () -> new Polygon(points()));
        makers.put("circle", () -> new Circle(point(), random.nextInt(1_000) / 8d));
    }

    private void ranges() {
        range("int4range", "int4multirange", random::nextInt, n -> (int) n + 1, true);
        range("int8range", "int8multirange", random::nextLong, n -> (long) n + 1, true);
        range("daterange", "datemultirange", this::date, d -> ((LocalDate) d).plusDays(1), true);
        range("numrange", "nummultirange", () -> BigDecimal.valueOf(random.nextInt(), 3),
                n -> ((BigDecimal) n).add(BigDecimal.TEN),
                false);
        range("tsrange", "tsmultirange", () -> date().atStartOfDay().plusNanos(micros() * 1_000),
                t -> ((LocalDateTime) t).plusHours(1), false);
        range("tstzrange", "tstzmultirange", () -> EPOCH.plusNanos(micros() * 1_000), t -> ((Instant) t).plusSeconds(60),
                false);
    }

    private void range(String type, String multirange, Supplier<Object> bound, Function<Object, Object> after,
            boolean discrete) {
        Supplier<Object> maker = () -> {
            Object lower = bound.get();
            if (lower.equals(Integer.MAX_VALUE)) {
                lower = 0;
            }
            Object upper = after.apply(lower);
            boolean lowerIn = discrete || random.nextBoolean();
            boolean upperIn = !discrete && random.nextBoolean();
            return pick(Range.of(Optional.of(lower), lowerIn, Optional.of(upper), upperIn), Range.empty(), Range.unbounded(),
                    Range.atLeast(lower), Range.lessThan(upper));
        };
        makers.put(type, maker);
        if (major < MULTIRANGES) {
            return;
        }
        makers.put(multirange, () -> random.nextInt(8) == 0 ? new Multirange<>(List.of())
                : new Multirange<>(List.of(Range.of(bound.get(), bound.get())).stream()
                        .map(range -> sorted(range)).toList()));
    }

    @SuppressWarnings("unchecked")
    private static Range<Object> sorted(Range<Object> range) {
        Comparable<Object> lower = (Comparable<Object>) range.lower().orElseThrow();
        Object upper = range.upper().orElseThrow();
        int order = lower.compareTo(upper);
        return order < 0 ? range : order > 0 ? Range.of(upper, lower) : Range.atLeast(lower);
    }

    @SafeVarargs
    private <T> T pick(T usual, T... special) {
        return random.nextInt(3) > 0 ? usual : special[random.nextInt(special.length)];
    }
}
