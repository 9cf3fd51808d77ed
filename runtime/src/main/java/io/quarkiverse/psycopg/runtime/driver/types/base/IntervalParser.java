package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.math.BigDecimal;
import java.util.StringTokenizer;

import io.quarkiverse.psycopg.types.PgInterval;

/**
 * Reads the intervals that the server writes, under any IntervalStyle: the four cannot be taken for one another. One use per
 * text. Source: PostgreSQL documentation, 8.5.5.
 */
final class IntervalParser {

    private static final int MONTHS_PER_YEAR = 12;
    private static final long MICROS_PER_HOUR = 3_600_000_000L;
    private static final long MICROS_PER_MINUTE = 60_000_000L;
    private static final int FRACTION_DIGITS = 6;
    private static final int MAX_LENGTH = 200;

    private final String text;
    private long months;
    private long days;
    private long micros;

    IntervalParser(String text) {
        this.text = text;
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("too long");
        }
    }

    PgInterval read() {
        if (text.equals("infinity")) {
            return PgInterval.INFINITY;
        }
        if (text.equals("-infinity")) {
            return PgInterval.MINUS_INFINITY;
        }
        if (text.startsWith("P")) {
            iso();
        } else if (text.startsWith("@")) {
            verbose();
        } else {
            words();
        }
        return new PgInterval(Math.toIntExact(months), Math.toIntExact(days), micros);
    }

    private void iso() {
        boolean time = false;
        int start = 1;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'T') {
                time = true;
                start = i + 1;
            } else if (Character.isLetter(c)) {
                isoPart(text.substring(start, i), c, time);
                start = i + 1;
            }
        }
        if (text.length() < 3 || start != text.length()) {
            throw new IllegalArgumentException("incomplete");
        }
    }

    private void isoPart(String number, char unit, boolean time) {
        switch (unit) {
            case 'Y' -> addMonths(number, MONTHS_PER_YEAR);
            case 'D' -> addDays(number);
            case 'H' -> addMicros(number, MICROS_PER_HOUR);
            case 'S' -> addSeconds(number);
            case 'M' -> {
                if (time) {
                    addMicros(number, MICROS_PER_MINUTE);
                } else {
                    addMonths(number, 1);
                }
            }
            default -> throw new IllegalArgumentException("unknown unit");
        }
    }

    private void verbose() {
        boolean ago = text.endsWith(" ago");
        StringTokenizer tokens = new StringTokenizer(text.substring(1, text.length() - (ago ? " ago".length() : 0)), " ");
        while (tokens.hasMoreTokens()) {
            String number = tokens.nextToken();
            if (!tokens.hasMoreTokens() && number.equals("0")) {
                return;
            }
            if (!tokens.hasMoreTokens()) {
                throw new IllegalArgumentException("a number without its unit");
            }
            unit(number, tokens.nextToken());
        }
        if (ago) {
            months = -months;
            days = -days;
            micros = -micros;
        }
    }

    private void unit(String number, String unit) {
        switch (unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit) {
            case "year" -> addMonths(number, MONTHS_PER_YEAR);
            case "mon" -> addMonths(number, 1);
            case "day" -> addDays(number);
            case "hour" -> addMicros(number, MICROS_PER_HOUR);
            case "min" -> addMicros(number, MICROS_PER_MINUTE);
            case "sec" -> addSeconds(number);
            default -> throw new IllegalArgumentException("unknown unit");
        }
    }

    /** Styles postgres, with names of units, and sql_standard, without. */
    private void words() {
        String[] words = text.split(" ");
        boolean named = text.indexOf("year") >= 0 || text.indexOf("mon") >= 0 || text.indexOf("day") >= 0;
        // In sql_standard one sign in front stands for all parts, unless others have signs of their own.
        boolean all = !named && text.startsWith("-") && words.length > 1 && !words[1].startsWith("-")
                && !words[1].startsWith("+");
        for (int i = 0; i < words.length; i++) {
            String word = all && i > 0 ? "-" + words[i] : words[i];
            if (word.indexOf(':') >= 0) {
                clock(word);
            } else if (named) {
                if (++i == words.length) {
                    throw new IllegalArgumentException("a number without its unit");
                }
                unit(word, words[i]);
            } else if (word.indexOf('-', 1) > 0) {
                yearMonth(word);
            } else if (i + 1 < words.length && words[i + 1].indexOf(':') >= 0) {
                addDays(word);
            } else {
                addSeconds(word);
            }
        }
    }

    private void yearMonth(String word) {
        int dash = word.indexOf('-', 1);
        long count = Math.addExact(Math.multiplyExact(Math.abs(number(word.substring(0, dash))), MONTHS_PER_YEAR),
                number(word.substring(dash + 1)));
        months = Math.addExact(months, word.startsWith("-") ? -count : count);
    }

    private void clock(String word) {
        boolean negative = word.startsWith("-");
        String[] parts = (negative || word.startsWith("+") ? word.substring(1) : word).split(":", -1);
        if (parts.length != 3 || parts[0].isEmpty() || !Character.isDigit(parts[0].charAt(0))) {
            throw new IllegalArgumentException("not hours, minutes and seconds");
        }
        String sign = negative ? "-" : "";
        addMicros(sign + parts[0], MICROS_PER_HOUR);
        addMicros(sign + parts[1], MICROS_PER_MINUTE);
        addSeconds(sign + parts[2]);
    }

    private void addMonths(String number, int each) {
        months = Math.addExact(months, Math.multiplyExact(number(number), each));
    }

    private void addDays(String number) {
        days = Math.addExact(days, number(number));
    }

    private void addMicros(String number, long each) {
        micros = Math.addExact(micros, Math.multiplyExact(number(number), each));
    }

    private void addSeconds(String number) {
        micros = Math.addExact(micros, decimal(number).movePointRight(FRACTION_DIGITS).longValueExact());
    }

    /** Digits and a point, as the server writes them: an exponent would make a few characters a number of any length. */
    private static BigDecimal decimal(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (Character.isLetter(digits.charAt(i))) {
                throw new IllegalArgumentException("not seconds");
            }
        }
        return new BigDecimal(digits);
    }

    private static long number(String digits) {
        return Long.parseLong(digits);
    }
}
