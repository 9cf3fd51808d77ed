package io.quarkiverse.psycopg.runtime.driver.types;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.types.TypeInfo.Attribute;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.testsupport.FuzzTarget;
import io.quarkiverse.psycopg.types.PgComposite;

/**
 * Whatever stands in a field is a value or a typed error, in binary and in text, for every type:
 * {@code byte type | byte format |
 * bytes of the value}.
 */
class TypesFuzzTest extends FuzzTarget {

    private static final int HSTORE = 100_001;
    private static final int PAIR = 100_002;
    private static final int HEADER = 2;
    private static final int VALUES = 6;
    private static final int LEAST_NUMERIC = 10;
    private static final long LARGEST_NUMERIC = 8 * 1024 * 1024;

    private final TypeRegistry types = TypeRegistry.builtin().child();
    private final List<Integer> oids = new ArrayList<>();
    private final WireWriter out = new WireWriter();

    TypesFuzzTest() {
        types.register(List.of(new TypeInfo.Base(HSTORE, "public", "hstore", ','),
                new TypeInfo.Composite(PAIR, "public", "pair", List.of(new Attribute("a", 23), new Attribute("b", 1009)))));
        for (String type : new RandomValues(new Random(0)).types()) {
            int oid = types.oidOf(type);
            oids.add(oid);
            oids.add(types.arrayOid(oid));
        }
        oids.addAll(List.of(HSTORE, PAIR, 2249));
    }

    @Override
    protected List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        RandomValues values = new RandomValues(new Random(1));
        int index = 0;
        for (String type : values.types()) {
            for (int i = 0; i < VALUES; i++) {
                Object value = values.next(type);
                add(seeds, index, types.oidOf(type), value);
                add(seeds, index + 1, oids.get(index + 1), Arrays.asList(value, null));
            }
            index += 2;
        }
        // A number of 93,000 digits in forty bytes.
        seeds.add(HexFormat.of().parseHex("1401000f5b09400000120020176d16d90c5019a1260017ef15361619050d09dd0ae60cf206821edc"));
        // An interval of ten million digits' seconds.
        seeds.add(HexFormat.of()
                .parseHex("400040316531303030303030207365637320360069202d7900316e66696e697479656172731a3131206d6f6e205d5c"));
        add(seeds, oids.indexOf(HSTORE), HSTORE, Map.of("a", "b", "c", "d"));
        add(seeds, oids.indexOf(PAIR), PAIR, PgComposite.of(1, List.of("x", "y")));
        return seeds;
    }

    private void add(List<byte[]> seeds, int index, int oid, Object value) {
        int format = types.parameterFormat(value, oid);
        out.reset();
        types.encode(value, oid, out);
        byte[] bytes = Arrays.copyOfRange(out.toByteArray(), Integer.BYTES, out.size());
        seeds.add(seed(index, format, bytes));
        if (format == 1) {
            String text = new Rows(types).with("v", oid, value).row().getString(0);
            seeds.add(seed(index, 0, text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static byte[] seed(int index, int format, byte[] bytes) {
        byte[] seed = new byte[bytes.length + HEADER];
        seed[0] = (byte) index;
        seed[1] = (byte) format;
        System.arraycopy(bytes, 0, seed, HEADER, bytes.length);
        return seed;
    }

    @Override
    protected void consume(byte[] input) {
        if (input.length < HEADER) {
            return;
        }
        int oid = type(input);
        WireRow row = new Rows(types).withBytes("v", oid, input[1] & 1, Arrays.copyOfRange(input, HEADER, input.length)).row();
        Object value = row.get(0);
        if (row.columns().get(0).typeName().startsWith("num")) {
            // Ten bytes may be a number of 131,072 digits, and writing those takes what it takes.
            return;
        }
        row.getString(0);
        out.reset();
        types.encode(value, oid, out);
    }

    @Override
    protected boolean isExpected(RuntimeException failure) {
        return failure instanceof DataException || failure instanceof ProtocolViolationException
                || failure instanceof ProgrammingException;
    }

    @Override
    protected long allocationBound(int length) {
        return 4 * 1024 * 1024 + 64L * 1024 * length;
    }

    /** A numeric of ten bytes may have 131,072 digits, and so may each element and bound. */
    @Override
    protected long allocationBound(byte[] input) {
        long bound = allocationBound(input.length);
        boolean numbers = input.length > HEADER && types.codec(type(input)).typeName().startsWith("num");
        return numbers ? bound + input.length / LEAST_NUMERIC * LARGEST_NUMERIC : bound;
    }

    private int type(byte[] input) {
        return oids.get((input[0] & 0xFF) % oids.size());
    }
}
