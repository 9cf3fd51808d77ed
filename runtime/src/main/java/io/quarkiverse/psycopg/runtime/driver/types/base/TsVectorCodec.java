package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.TsVector;
import io.quarkiverse.psycopg.types.TsVector.Lexeme;
import io.quarkiverse.psycopg.types.TsVector.Position;

/**
 * tsvector: {@code int32 count | (lexeme\0 | uint16 count | uint16 weight and place…)…}. Source: PostgreSQL documentation,
 * 8.11.1.
 */
public final class TsVectorCodec extends SimpleCodec<TsVector> {

    public static final int OID = 3614;
    private static final int LEAST_LEXEME = 3;
    private static final int WEIGHT_SHIFT = 14;
    private static final int PLACE_MASK = 0x3FFF;

    public TsVectorCodec() {
        super(OID, "tsvector", TsVector.class);
    }

    @Override
    public boolean carriesText() {
        return true;
    }

    @Override
    public TsVector decode(byte[] bytes, int offset, int length) {
        WireReader in = new WireReader(bytes, offset, length);
        int count = in.requireCount(in.readInt32(), LEAST_LEXEME, "lexemes");
        List<Lexeme> lexemes = new ArrayList<>(count);
        try {
            for (int i = 0; i < count; i++) {
                String text = in.readCString();
                int places = in.requireCount(in.readUnsignedInt16(), Short.BYTES, "positions");
                List<Position> positions = new ArrayList<>(places);
                for (int j = 0; j < places; j++) {
                    int packed = in.readUnsignedInt16();
                    positions.add(new Position(packed & PLACE_MASK, (char) ('D' - (packed >> WEIGHT_SHIFT))));
                }
                lexemes.add(new Lexeme(text, positions));
            }
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
        in.requireEnd("bytes after the last lexeme");
        return new TsVector(lexemes);
    }

    @Override
    TsVector read(String text) {
        List<Lexeme> lexemes = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) != '\'') {
                throw new IllegalArgumentException("a lexeme without quotes");
            }
            StringBuilder lexeme = new StringBuilder();
            at = quoted(text, at + 1, lexeme);
            int end = text.indexOf(' ', at);
            end = end < 0 ? text.length() : end;
            lexemes.add(new Lexeme(lexeme.toString(), at < end ? positions(text.substring(at, end)) : List.of()));
            at = end + 1;
        }
        return new TsVector(lexemes);
    }

    /** Reads to behind the closing quote. */
    private static int quoted(String text, int from, StringBuilder out) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean doubled = (c == '\'' || c == '\\') && at + 1 < text.length() && text.charAt(at + 1) == c;
            if (c == '\'' && !doubled) {
                return at + 1;
            }
            at += doubled ? 1 : 0;
            out.append(c);
        }
        throw new IllegalArgumentException("a quote that is not closed");
    }

    private static List<Position> positions(String text) {
        if (text.charAt(0) != ':') {
            throw new IllegalArgumentException("expected positions");
        }
        List<Position> positions = new ArrayList<>();
        for (String part : text.substring(1).split(",", -1)) {
            char last = part.isEmpty() ? 0 : part.charAt(part.length() - 1);
            boolean weighted = last >= 'A' && last <= 'D';
            positions.add(new Position(Integer.parseInt(weighted ? part.substring(0, part.length() - 1) : part),
                    weighted ? last : 'D'));
        }
        return positions;
    }

    @Override
    public void encode(TsVector value, WireWriter out) {
        out.writeInt32(value.lexemes().size());
        for (Lexeme lexeme : value.lexemes()) {
            out.writeCString(lexeme.text());
            out.writeInt16(lexeme.positions().size());
            for (Position position : lexeme.positions()) {
                out.writeInt16('D' - position.weight() << WEIGHT_SHIFT | position.place());
            }
        }
    }
}
