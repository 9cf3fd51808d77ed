package io.quarkiverse.psycopg.runtime.driver.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.AsIs;
import io.quarkiverse.psycopg.PgTuple;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.sql.lexer.Lexer;
import io.quarkiverse.psycopg.testsupport.FuzzTarget;
import io.quarkiverse.psycopg.types.RawValue;

/** Whatever the arguments, the statement's tokens outside them do not change. */
class CompositionFuzzTest extends FuzzTarget {

    private static final String[] TEMPLATE = { "%s", "%s", "%s", " ", "\n", "select", "a", "E", "U&", "N", "'", "''", "\"",
            "$$",
            "$1", "$", "-", "--", "/*", "*/", "/", "*", "\\", "1", ".", "e", "(", ")", ",", "::", ":", "=", "%%", "@", "+",
            "'x'",
            "\"y\"", "é", ";" };

    private static final String[] TEXT = { "'", "''", "\"", "\\", "\\'", "--", "/*", "*/", "$$", "$1", ";", "\n", " ", "a",
            "%s",
            "-1", "E'", "U&'", "é", "\ud83d\ude00", "\ud83d", "\0", ":", "=", "." };

    @Override
    protected List<byte[]> seeds() {
        return List.of(bytes("it's"), bytes("a\\'b -- /* $$"), bytes("select '%s' -- %s"), bytes("\ud83d\ude00 E'\\'"),
                new byte[] { 3, 0, 1, 2, 0, 5, 6, 1, 2, 3, 4, 0, 9 });
    }

    @Override
    protected void consume(byte[] input) {
        ByteBuffer choices = ByteBuffer.wrap(input);
        round(bound -> choices.hasRemaining() ? (choices.get() & 0xff) % bound : 0);
        String text = new String(input, StandardCharsets.UTF_8);
        for (StringSyntax syntax : StringSyntax.values()) {
            compare("select %s from %s\n%s", List.of(text, new AsIs(text), text), syntax);
            compare(text, List.of("a", -1), syntax);
        }
    }

    /**
     * Generous: what an input takes by itself (some 90 KB for 130 bytes) is little beside what Jazzer's tracing of string
     * comparisons takes on the same thread.
     */
    @Override
    protected long allocationBound(int length) {
        return 64 * 1024 * 1024 + 2048L * length;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void randomPieces() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int composed = 0;
        try {
            for (int i = 0; i < 30_000; i++) {
                composed += round(random::nextInt) ? 1 : 0;
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
        assertThat(composed).as("templates that were composed, seed %d", seed).isGreaterThan(1_000);
    }

    private static boolean round(IntUnaryOperator next) {
        StringBuilder template = new StringBuilder();
        List<Object> values = new ArrayList<>();
        for (int n = next.applyAsInt(7); n >= 0; n--) {
            String piece = TEMPLATE[next.applyAsInt(TEMPLATE.length)];
            template.append(piece);
            if (piece.equals("%s")) {
                values.add(value(next, 0));
            }
        }
        StringSyntax syntax = StringSyntax.values()[next.applyAsInt(3)];
        return compare(template.toString(), values, syntax);
    }

    private static Object value(IntUnaryOperator next, int depth) {
        return switch (next.applyAsInt(depth > 2 ? 8 : 12)) {
            case 0 -> null;
            case 1 -> -5;
            case 2 -> -1.5;
            case 3 -> new BigDecimal("-1E+3");
            case 4 -> new byte[] { 0, '\'', '\\' };
            case 5 -> Duration.ofSeconds(-1);
            case 6 -> new AsIs(text(next));
            case 7 -> LocalDate.of(-5, 1, 1);
            case 8 -> Arrays.asList(value(next, depth + 1), value(next, depth + 1));
            case 9 -> PgTuple.of(value(next, depth + 1), value(next, depth + 1));
            case 10 -> Collections.singletonMap(text(next), text(next));
            default -> next.applyAsInt(2) == 0 ? text(next) : RawValue.ofText(text(next), text(next));
        };
    }

    private static String text(IntUnaryOperator next) {
        StringBuilder text = new StringBuilder();
        for (int n = next.applyAsInt(5); n > 0; n--) {
            text.append(TEXT[next.applyAsInt(TEXT.length)]);
        }
        return text.toString();
    }

    /** Whether the template was composed; it may be refused, but never composed wrongly. */
    private static boolean compare(String template, List<Object> values, StringSyntax syntax) {
        Literals literals = new Literals(new SessionTraits(180006, syntax, "UTF8"), Adapters.create(),
                PlaceholderStyle.PYFORMAT);
        String result;
        try {
            result = literals.mogrify(template, Args.positional(values));
        } catch (ProgrammingException | DataException | NotSupportedException refused) {
            return false;
        }
        boolean conforming = syntax != StringSyntax.ESCAPING;
        expect(template, values, literals, result, conforming);
        if (syntax == StringSyntax.UNKNOWN) {
            expect(template, values, literals, result, false);
        }
        return !values.isEmpty();
    }

    private static void expect(String template, List<Object> values, Literals literals, String result, boolean conforming) {
        Statement statement = PlaceholderScanner.scan(template, PlaceholderStyle.PYFORMAT, conforming);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < statement.fragments().size(); i++) {
            if (i > 0) {
                tokens(literals.literal(values.get(i - 1)), conforming, expected);
            }
            tokens(statement.fragments().get(i), conforming, expected);
        }
        List<String> actual = new ArrayList<>();
        tokens(result, conforming, actual);
        assertThat(actual).as("%s with %s", template, result).isEqualTo(expected);
    }

    private static void tokens(String sql, boolean conforming, List<String> tokens) {
        Lexer lexer = new Lexer(sql, conforming);
        while (lexer.next()) {
            if (!lexer.kind().isBlank()) {
                tokens.add(lexer.kind() + " " + lexer.token());
            }
        }
    }
}
