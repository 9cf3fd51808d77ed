package io.quarkiverse.psycopg.runtime.driver.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.sql.lexer.Lexer;
import io.quarkiverse.psycopg.runtime.driver.sql.lexer.SqlCharacters;
import io.quarkiverse.psycopg.runtime.driver.sql.lexer.TokenKind;

/**
 * Finds the placeholders of a statement. For {@link PlaceholderStyle#PYFORMAT} it first replaces every {@code %s},
 * {@code %(name)s} and {@code %%}, wherever they stand, then has the {@link Lexer} confirm that each replaced placeholder is a
 * parameter to PostgreSQL too, and not part of a literal, a comment or a name.
 * <p>
 * A {@code %(name)s} that appears twice is one parameter, so that the server sees equal expressions as equal.
 */
final class PlaceholderScanner {

    private static final int TEXT_SHOWN = 20;

    private final String template;
    private final boolean standardConformingStrings;
    private final StringBuilder sql = new StringBuilder();
    private final List<String> fragments = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();
    private final List<int[]> places = new ArrayList<>();
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private int fragmentStart;
    private int positional;

    private PlaceholderScanner(String template, boolean standardConformingStrings) {
        this.template = template;
        this.standardConformingStrings = standardConformingStrings;
    }

    /**
     * The statement's placeholders.
     *
     * @throws ProgrammingException on a {@code %} that is no placeholder, styles mixed, or a placeholder inside a literal, a
     *         comment or a quoted identifier
     */
    static Statement scan(String sql, PlaceholderStyle style, boolean standardConformingStrings) {
        PlaceholderScanner scanner = new PlaceholderScanner(sql, standardConformingStrings);
        return switch (style) {
            case PYFORMAT -> scanner.pyformat();
            case NUMERIC -> scanner.numeric();
        };
    }

    private Statement pyformat() {
        int i = 0;
        while (i < template.length()) {
            int percent = template.indexOf('%', i);
            if (percent < 0) {
                sql.append(template, i, template.length());
                break;
            }
            sql.append(template, i, percent);
            i = placeholder(percent);
        }
        fragments.add(sql.substring(fragmentStart));
        boolean foreign = confirm();
        int parameters = names.isEmpty() ? positional : names.size();
        return new Statement(PlaceholderStyle.PYFORMAT, sql.toString(), fragments, slots(), parameters,
                List.copyOf(names.keySet()), foreign, utility(sql.toString()));
    }

    /** Replaces what begins at this percent sign and gives the index behind it. */
    private int placeholder(int percent) {
        char next = percent + 1 < template.length() ? template.charAt(percent + 1) : '\0';
        switch (next) {
            case '%' -> {
                sql.append('%');
                return percent + 2;
            }
            case 's' -> {
                replace(positional++, percent, percent + 2);
                return percent + 2;
            }
            case '(' -> {
                return named(percent);
            }
            default -> throw new ProgrammingException("expected %s, %(name)s or %%, got \"" + shown(percent)
                    + "\" at character " + (percent + 1) + ": double a % that is meant as itself (%%)");
        }
    }

    private int named(int percent) {
        int close = template.indexOf(')', percent);
        if (close < 0 || template.indexOf('%', percent + 1) < close && template.indexOf('%', percent + 1) > 0) {
            throw new ProgrammingException("expected %(name)s, got \"" + shown(percent) + "\" at character " + (percent + 1)
                    + ": close the name with )s, or double a % that is meant as itself (%%)");
        }
        if (close + 1 == template.length() || template.charAt(close + 1) != 's') {
            throw new ProgrammingException("expected %(name)s, got \"" + shown(percent) + "\" at character " + (percent + 1)
                    + ": the letter after the parenthesis must be s");
        }
        String name = template.substring(percent + 2, close);
        Integer known = names.get(name);
        int slot = known == null ? names.size() : known;
        names.put(name, slot);
        replace(slot, percent, close + 2);
        return close + 2;
    }

    private void replace(int slot, int from, int to) {
        if (positional > 0 && !names.isEmpty()) {
            throw new ProgrammingException("expected one kind of placeholder, got both %s and %(name)s at character "
                    + (from + 1) + ": use either positions or names in one statement");
        }
        if (sql.length() > 0 && SqlCharacters.isWordPart(sql.charAt(sql.length() - 1))) {
            sql.append(' ');
        }
        fragments.add(sql.substring(fragmentStart));
        slots.add(slot);
        int start = sql.length();
        sql.append('$').append(slot + 1);
        places.add(new int[] { start, sql.length(), from });
        fragmentStart = sql.length();
        if (to < template.length() && (SqlCharacters.isWordPart(template.charAt(to)) || template.startsWith("%s", to)
                || template.startsWith("%(", to))) {
            sql.append(' ');
        }
    }

    private String shown(int from) {
        int to = Math.min(template.length(), from + TEXT_SHOWN);
        return template.substring(from, to) + (to < template.length() ? "…" : "");
    }

    /**
     * Has the lexer confirm every place that was replaced.
     *
     * @return whether there is any other parameter
     */
    private boolean confirm() {
        Lexer lexer = new Lexer(sql.toString(), standardConformingStrings);
        int confirmed = 0;
        boolean foreign = false;
        while (lexer.next()) {
            int[] place = confirmed < places.size() ? places.get(confirmed) : null;
            if (place != null && lexer.end() > place[0]) {
                if (lexer.start() != place[0] || lexer.end() != place[1] || lexer.kind() != TokenKind.PARAMETER) {
                    throw inside(lexer.kind(), place[2]);
                }
                confirmed++;
            } else {
                foreign |= lexer.kind() == TokenKind.PARAMETER;
            }
        }
        return foreign;
    }

    private ProgrammingException inside(TokenKind kind, int at) {
        return new ProgrammingException("expected a placeholder where a value may stand, got \"" + shown(at)
                + "\" inside " + kind.description() + " at character " + (at + 1)
                + ": take the quotes away, the value is quoted by itself; or double a % that is meant as itself (%%)");
    }

    private Statement numeric() {
        Lexer lexer = new Lexer(template, standardConformingStrings);
        int highest = 0;
        while (lexer.next()) {
            if (lexer.kind() == TokenKind.PARAMETER) {
                int number = number(lexer);
                highest = Math.max(highest, number);
                slots.add(number - 1);
                fragments.add(template.substring(fragmentStart, lexer.start()));
                fragmentStart = lexer.end();
            }
        }
        fragments.add(template.substring(fragmentStart));
        return new Statement(PlaceholderStyle.NUMERIC, template, fragments, slots(), highest, List.of(), false,
                utility(template));
    }

    private String utility(String statement) {
        return slots.isEmpty() ? "" : UtilityStatements.keyword(statement, standardConformingStrings);
    }

    private static int number(Lexer lexer) {
        String digits = lexer.token().substring(1);
        int number = digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (number < 1 || number > Statement.MAX_PARAMETERS) {
            throw new ProgrammingException("expected a placeholder from $1 to $" + Statement.MAX_PARAMETERS + ", got $" + digits
                    + " at character " + (lexer.start() + 1) + ": number the placeholders from 1");
        }
        return number;
    }

    private int[] slots() {
        return slots.stream().mapToInt(Integer::intValue).toArray();
    }
}
