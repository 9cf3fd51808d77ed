package io.quarkiverse.psycopg.types;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * An amount of money as the server writes it under its {@code lc_monetary}, for instance {@code $1,234.50}.
 * <p>
 * The binary form is a number of cents whose decimal places only the server knows, and its text depends on a setting that it
 * does not report: a {@code Money} is therefore its text, and may be sent back as it came. To calculate, select
 * {@code amount::numeric}. Source: PostgreSQL documentation, 8.2.
 *
 * @param text the server's text
 */
public record Money(String text) {

    public Money {
        Objects.requireNonNull(text, "text");
    }

    /**
     * The number, where the text leaves no doubt which separator is the decimal one.
     *
     * @throws ArithmeticException if it does
     */
    public BigDecimal amount() {
        boolean negative = text.indexOf('-') >= 0 || text.indexOf('(') >= 0;
        StringBuilder digits = new StringBuilder();
        int separators = 0;
        int last = -1;
        char kind = 0;
        boolean mixed = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if ((c == '.' || c == ',') && digits.length() > 0) {
                mixed |= separators > 0 && c != kind;
                kind = c;
                separators++;
                last = digits.length();
            }
        }
        int places = last < 0 ? 0 : digits.length() - last;
        if (digits.length() == 0 || last >= 0 && places == 3 && !mixed && separators == 1) {
            throw new ArithmeticException("the decimal separator cannot be told; select the amount as numeric");
        }
        boolean grouping = last >= 0 && separators > 1 && !mixed;
        BigDecimal amount = new BigDecimal(digits.toString()).movePointLeft(grouping ? 0 : places);
        return negative ? amount.negate() : amount;
    }

    @Override
    public String toString() {
        return text;
    }
}
