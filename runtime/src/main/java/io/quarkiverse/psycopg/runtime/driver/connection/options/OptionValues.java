package io.quarkiverse.psycopg.runtime.driver.connection.options;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.quarkiverse.psycopg.error.OperationalException;

/**
 * The values of options by kind. A value that does not fit is an {@link OperationalException}, because that is how libpq
 * reports it: as a failure to connect.
 */
final class OptionValues {

    private OptionValues() {
    }

    static int integer(Keyword keyword, String value) {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new OperationalException("invalid integer value for connection option \"" + keyword.keyword() + "\"");
        }
    }

    /** 0 or 1. */
    static boolean flag(Keyword keyword, String value) {
        if (!value.equals("0") && !value.equals("1")) {
            throw new OperationalException("invalid " + keyword.keyword() + " value: it must be 0 or 1");
        }
        return value.equals("1");
    }

    static <E extends Enum<E>> E choice(Keyword keyword, String value, Class<E> type, Function<E, String> spelling) {
        for (E constant : type.getEnumConstants()) {
            if (spelling.apply(constant).equals(value)) {
                return constant;
            }
        }
        throw new OperationalException("invalid " + keyword.keyword() + " value"
                + (value.matches("[\\w!-]{1,30}") ? " \"" + value + "\"" : "") + ": it must be one of "
                + Arrays.stream(type.getEnumConstants()).map(spelling).collect(Collectors.joining(", ")));
    }
}
