package io.quarkiverse.psycopg;

import java.time.Duration;
import java.util.Objects;

import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * Checks that all options share. Messages name the option and never show a value that may be secret.
 */
final class OptionChecks {

    private OptionChecks() {
    }

    static ProgrammingException refused(String sentence) {
        return new ProgrammingException(sentence);
    }

    /** Refuses what cannot be sent: NUL ends a string of the protocol, a lone surrogate has no UTF-8 form. */
    static String text(String option, String value) {
        Objects.requireNonNull(value, option);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                throw refused("option \"" + option + "\" contains a NUL character at index " + i);
            }
            if (Character.isHighSurrogate(c) && i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw refused("option \"" + option + "\" contains a lone surrogate at index " + i
                        + ": it cannot be encoded as UTF-8");
            }
        }
        return value;
    }

    static int atLeast(String option, int minimum, int value) {
        if (value < minimum) {
            throw refused("option \"" + option + "\" must be at least " + minimum + ", got " + value);
        }
        return value;
    }

    static Duration notNegative(String option, Duration value) {
        Objects.requireNonNull(value, option);
        if (value.isNegative()) {
            throw refused("option \"" + option + "\" must not be negative, got " + value);
        }
        return value;
    }
}
