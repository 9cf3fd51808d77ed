package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.TsQuery;

/**
 * tsquery: asked for as text; its binary form, {@code int32 items | items, operators before their right and left operands}, is
 * read too, and written by nobody but the server. Source: PostgreSQL documentation, 8.11.2.
 */
public final class TsQueryCodec extends SimpleCodec<TsQuery> {

    public static final int OID = 3615;
    private static final int LEAST_ITEM = 2;
    private static final byte VALUE = 1;
    private static final byte OPERATOR = 2;
    private static final byte NOT = 1;
    private static final byte AND = 2;
    private static final byte OR = 3;
    private static final byte PHRASE = 4;
    private static final int WEIGHTS = 4;
    /** How closely each operator binds, by its number. */
    private static final int[] PRIORITY = { 0, 4, 2, 1, 3 };
    private static final int OUTERMOST = -1;
    private static final int MAX_DEPTH = 1_000;

    public TsQueryCodec() {
        super(OID, "tsquery", TsQuery.class);
    }

    @Override
    public boolean binary() {
        return false;
    }

    @Override
    public boolean carriesText() {
        return true;
    }

    @Override
    public TsQuery decode(byte[] bytes, int offset, int length) {
        WireReader in = new WireReader(bytes, offset, length);
        int count = in.requireCount(in.readInt32(), LEAST_ITEM, "items");
        String text = count == 0 ? "" : item(in, OUTERMOST, false, 0);
        in.requireEnd("bytes after the last item");
        return new TsQuery(text);
    }

    private String item(WireReader in, int outer, boolean rightOfPhrase, int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed("nested too deeply to be read in binary");
        }
        byte kind = in.readByte();
        if (kind == VALUE) {
            return value(in);
        }
        byte operator = in.readByte();
        if (kind != OPERATOR || operator < NOT || operator > PHRASE) {
            throw malformed("unknown item");
        }
        int priority = PRIORITY[operator];
        if (operator == NOT) {
            String operand = "!" + item(in, priority, false, depth + 1);
            return priority < outer ? "( " + operand + " )" : operand;
        }
        int distance = operator == PHRASE ? in.readUnsignedInt16() : 0;
        String right = item(in, priority, operator == PHRASE, depth + 1);
        String left = item(in, priority, false, depth + 1);
        String sign = switch (operator) {
            case AND -> " & ";
            case OR -> " | ";
            default -> distance == 1 ? " <-> " : " <" + distance + "> ";
        };
        String text = left + sign + right;
        return priority < outer || operator == PHRASE && rightOfPhrase ? "( " + text + " )" : text;
    }

    private static String value(WireReader in) {
        int weights = in.readByte();
        boolean prefix = in.readByte() != 0;
        String word = in.readCString();
        StringBuilder out = new StringBuilder("'").append(word.replace("\\", "\\\\").replace("'", "''")).append('\'');
        if (weights != 0 || prefix) {
            out.append(':').append(prefix ? "*" : "");
            for (int i = 0; i < WEIGHTS; i++) {
                out.append((weights & 1 << WEIGHTS - 1 - i) != 0 ? String.valueOf((char) ('A' + i)) : "");
            }
        }
        return out.toString();
    }

    @Override
    TsQuery read(String text) {
        return new TsQuery(text);
    }

    @Override
    public void encode(TsQuery value, WireWriter out) {
        throw cannotSend(value);
    }
}
