package io.quarkiverse.psycopg.runtime.driver.sql;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.sql.lexer.Lexer;
import io.quarkiverse.psycopg.runtime.driver.sql.lexer.TokenKind;

/**
 * Puts text of SQL and values between it together, and makes sure that both keep their tokens: whatever the values are, what is
 * around them means the same. Used once, by one thread.
 */
final class Joiner {

    private final StringBuilder out = new StringBuilder();
    /** Start and end of each value, one after the other. */
    private final List<Integer> borders = new ArrayList<>();
    private boolean afterValue;

    /** Text of the statement. */
    void text(String text) {
        if (!text.isEmpty()) {
            if (afterValue) {
                separate(text.charAt(0));
            }
            out.append(text);
            afterValue = false;
        }
    }

    /** A value or a name as text of SQL, apart from its neighbours by a space where they could merge. */
    void value(String sql) {
        if (!sql.isEmpty()) {
            separate(sql.charAt(0));
            borders.add(out.length());
            out.append(sql);
            borders.add(out.length());
        }
        afterValue = true;
    }

    private void separate(char next) {
        if (out.length() > 0 && Fragment.mayMerge(out.charAt(out.length() - 1), next)) {
            out.append(' ');
        }
    }

    /**
     * The whole text.
     *
     * @throws ProgrammingException where a value begins or ends inside a token of the text
     */
    String join(SessionTraits traits) {
        String sql = out.toString();
        if (!borders.isEmpty()) {
            confirm(sql, traits.standardConformingStrings());
            if (traits.stringSyntax() == StringSyntax.UNKNOWN) {
                confirm(sql, false);
            }
        }
        return sql;
    }

    private void confirm(String sql, boolean standardConformingStrings) {
        Lexer lexer = new Lexer(sql, standardConformingStrings);
        int next = 0;
        while (lexer.next() && next < borders.size()) {
            while (next < borders.size() && borders.get(next) < lexer.end()) {
                boolean blank = lexer.kind() == TokenKind.WHITESPACE;
                if (borders.get(next) != lexer.start() && !blank) {
                    throw new ProgrammingException("expected a place where a value or a name may stand alone, got one inside "
                            + lexer.kind().description() + " at character " + (lexer.start() + 1)
                            + " of the composed statement: take away the quotes or comment signs around it");
                }
                next++;
            }
        }
    }
}
