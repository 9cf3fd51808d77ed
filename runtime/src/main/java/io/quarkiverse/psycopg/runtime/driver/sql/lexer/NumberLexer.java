package io.quarkiverse.psycopg.runtime.driver.sql.lexer;

/**
 * Where a number ends: {@code 42}, {@code 4_2}, {@code 0x2A}, {@code 0o52}, {@code 0b1}, {@code 4.2}, {@code .5}, {@code 4e-2}.
 * Source: PostgreSQL documentation 4.1.2.6, Numeric Constants.
 */
record NumberLexer(String text) {

    int endOf(int start) {
        if (text.charAt(start) == '0' && start + 1 < text.length()) {
            int radix = switch (text.charAt(start + 1)) {
                case 'x', 'X' -> 16;
                case 'o', 'O' -> 8;
                case 'b', 'B' -> 2;
                default -> 10;
            };
            int end = radix == 10 ? start : digits(start + 2, radix, true);
            if (end > start + 2) {
                return end;
            }
        }
        int end = digits(start, 10, false);
        if (at(end) == '.' && at(end + 1) != '.') {
            end = digits(end + 1, 10, false);
        }
        return exponent(end);
    }

    private int exponent(int end) {
        if (at(end) != 'e' && at(end) != 'E') {
            return end;
        }
        int from = at(end + 1) == '+' || at(end + 1) == '-' ? end + 2 : end + 1;
        return isDigit(at(from), 10) ? digits(from, 10, false) : end;
    }

    /** Digits with single underscores between them; a leading one only behind a prefix of base. */
    private int digits(int from, int radix, boolean leadingUnderscore) {
        int i = from;
        while (true) {
            if (isDigit(at(i), radix)) {
                i++;
            } else if (at(i) == '_' && isDigit(at(i + 1), radix) && (i > from || leadingUnderscore)) {
                i += 2;
            } else {
                return i;
            }
        }
    }

    private static boolean isDigit(char c, int radix) {
        return c < 0x80 && Character.digit(c, radix) >= 0;
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }
}
