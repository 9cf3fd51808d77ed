package io.quarkiverse.psycopg.types;

import java.util.List;
import java.util.Objects;

/**
 * A document prepared for text search: its lexemes, sorted, with their positions. {@link #toString()} is the server's text.
 * Source: PostgreSQL documentation, 8.11.1.
 *
 * @param lexemes the lexemes in the server's order
 */
public record TsVector(List<Lexeme> lexemes) {

    public TsVector {
        lexemes = List.copyOf(lexemes);
    }

    /**
     * A word in its normal form.
     *
     * @param text the word
     * @param positions where it stands, none where the vector has been stripped
     */
    public record Lexeme(String text, List<Position> positions) {

        public Lexeme {
            Objects.requireNonNull(text, "text");
            positions = List.copyOf(positions);
        }

        /** The word quoted, then its positions. */
        @Override
        public String toString() {
            StringBuilder out = new StringBuilder("'").append(text.replace("\\", "\\\\").replace("'", "''")).append('\'');
            for (int i = 0; i < positions.size(); i++) {
                out.append(i == 0 ? ':' : ',').append(positions.get(i));
            }
            return out.toString();
        }
    }

    /**
     * A place in the document.
     *
     * @param place 1 to 16,383
     * @param weight A, B, C or D; D is the default
     */
    public record Position(int place, char weight) {

        public Position {
            if (place < 1 || place > 16_383 || weight < 'A' || weight > 'D') {
                throw new IllegalArgumentException("a position is 1 to 16383 with a weight from A to D");
            }
        }

        /** The place, and the weight unless it is D. */
        @Override
        public String toString() {
            return weight == 'D' ? Integer.toString(place) : Integer.toString(place) + weight;
        }
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Lexeme lexeme : lexemes) {
            out.append(out.length() > 0 ? " " : "").append(lexeme);
        }
        return out.toString();
    }
}
