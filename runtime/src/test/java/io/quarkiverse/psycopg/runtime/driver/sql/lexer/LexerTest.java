package io.quarkiverse.psycopg.runtime.driver.sql.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LexerTest {

    @Test
    void wordsNumbersAndOperators() {
        assertThat(tokens("select a$1+1.5e-3 <= -b::int4")).containsExactly("WORD select", "WORD a$1", "OPERATOR +",
                "NUMBER 1.5e-3", "OPERATOR <=", "OPERATOR -", "WORD b", "PUNCTUATION ::", "WORD int4");
    }

    @Test
    void numbersOfEveryBase() {
        assertThat(tokens("0x1F 0o17 0b11 1_000 .5 5. 1..2 1e5 1e 1_ 0x")).containsExactly("NUMBER 0x1F", "NUMBER 0o17",
                "NUMBER 0b11", "NUMBER 1_000", "NUMBER .5", "NUMBER 5.", "NUMBER 1", "PUNCTUATION ..", "NUMBER 2", "NUMBER 1e5",
                "NUMBER 1", "WORD e", "NUMBER 1", "WORD _", "NUMBER 0", "WORD x");
    }

    @Test
    void plainStringsEndAtTheirQuote() {
        assertThat(tokens("'it''s' 'a\\' 'b'")).containsExactly("STRING 'it''s'", "STRING 'a\\'", "STRING 'b'");
    }

    @Test
    void backslashEscapesWithoutStandardConformingStrings() {
        assertThat(tokens("'a\\' %s' x", false)).containsExactly("STRING 'a\\' %s'", "WORD x");
        assertThat(tokens("N'a\\'b'", false)).containsExactly("STRING N'a\\'b'");
        assertThat(tokens("U&'a\\' B'\\' ", false)).containsExactly("STRING U&'a\\'", "STRING B'\\'");
    }

    @Test
    void prefixedStrings() {
        assertThat(tokens("E'a\\'b' e'\\\\' N'c' B'01' x'1F' U&'d\\0061' fooE'x'")).containsExactly("STRING E'a\\'b'",
                "STRING e'\\\\'", "STRING N'c'", "STRING B'01'", "STRING x'1F'", "STRING U&'d\\0061'", "WORD fooE",
                "STRING 'x'");
    }

    @Test
    void stringsContinueOnTheNextLine() {
        assertThat(tokens("'a'\n 'b' 'c'")).containsExactly("STRING 'a'\n 'b'", "STRING 'c'");
        assertThat(tokens("E'a' -- note\n  '\\'' x")).containsExactly("STRING E'a' -- note\n  '\\''", "WORD x");
        assertThat(tokens("'a' /* no */\n'b'")).containsExactly("STRING 'a'", "COMMENT /* no */", "STRING 'b'");
    }

    @Test
    void quotedIdentifiers() {
        assertThat(tokens("\"a\"\"b\".\"c\\\" U&\"d\"")).containsExactly("QUOTED_IDENTIFIER \"a\"\"b\"", "PUNCTUATION .",
                "QUOTED_IDENTIFIER \"c\\\"", "QUOTED_IDENTIFIER U&\"d\"");
    }

    @Test
    void dollarQuotes() {
        assertThat(tokens("$$a'$$ $f$ $$ $g$ $f$ $ä1$x$ä1$")).containsExactly("DOLLAR_STRING $$a'$$",
                "DOLLAR_STRING $f$ $$ $g$ $f$", "DOLLAR_STRING $ä1$x$ä1$");
        assertThat(tokens("a$$b$$")).containsExactly("WORD a$$b$$");
        assertThat(tokens("$1$2$x")).containsExactly("PARAMETER $1", "PARAMETER $2", "OTHER $", "WORD x");
    }

    @Test
    void commentsNest() {
        assertThat(tokens("/* a /* b */ ' */ x -- c '\n y")).containsExactly("COMMENT /* a /* b */ ' */", "WORD x",
                "COMMENT -- c '", "WORD y");
    }

    @Test
    void operatorsStopBeforeComments() {
        assertThat(tokens("1 +--x\n2 */*y*/3 @-1 =-1 ||/ 8")).containsExactly("NUMBER 1", "OPERATOR +", "COMMENT --x",
                "NUMBER 2", "OPERATOR *", "COMMENT /*y*/", "NUMBER 3", "OPERATOR @-", "NUMBER 1", "OPERATOR =", "OPERATOR -",
                "NUMBER 1", "OPERATOR ||/", "NUMBER 8");
    }

    @Test
    void signsBehindAnOperatorAreOperatorsOfTheirOwn() {
        assertThat(tokens("2*+-+3 a@+-+b")).containsExactly("NUMBER 2", "OPERATOR *", "OPERATOR +", "OPERATOR -",
                "OPERATOR +", "NUMBER 3", "WORD a", "OPERATOR @+-+", "WORD b");
    }

    /** Read once, not once for each sign: that would be twenty thousand million steps. */
    @Test
    @Timeout(10)
    void rowOfSignsIsReadOnce() {
        int signs = 200_000;
        assertThat(tokens("*" + "+".repeat(signs))).hasSize(signs + 1);
    }

    @Test
    void whatIsNotClosedReachesToTheEnd() {
        for (String open : List.of("'a ", "E'a\\'", "\"a", "$$a$", "/* /* */", "U&\"x", "'a'\n'b", "E'\\")) {
            Lexer lexer = new Lexer(open, true);
            assertThat(lexer.next()).isTrue();
            assertThat(lexer.isClosed()).as(open).isFalse();
            assertThat(lexer.end()).as(open).isEqualTo(open.length());
            assertThat(lexer.next()).isFalse();
        }
    }

    @Test
    void tokensCoverEveryTextWithoutGap() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "'\"$\\/*-+ \n%s()aEUu&Nx01_.:;,é=";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(16); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Lexer lexer = new Lexer(text.toString(), random.nextBoolean());
            int end = 0;
            while (lexer.next()) {
                assertThat(lexer.start()).as("seed %d, %s", seed, text).isEqualTo(end);
                assertThat(lexer.end()).as("seed %d, %s", seed, text).isGreaterThan(lexer.start());
                end = lexer.end();
            }
            assertThat(end).as("seed %d, %s", seed, text).isEqualTo(text.length());
        }
    }

    private static List<String> tokens(String sql) {
        return tokens(sql, true);
    }

    private static List<String> tokens(String sql, boolean standardConformingStrings) {
        Lexer lexer = new Lexer(sql, standardConformingStrings);
        List<String> tokens = new ArrayList<>();
        while (lexer.next()) {
            if (lexer.kind() != TokenKind.WHITESPACE) {
                tokens.add(lexer.kind() + " " + lexer.token());
            }
        }
        return tokens;
    }
}
