package io.quarkiverse.psycopg.runtime.driver.connection.options;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * The values of options by kind. An empty value counts as absent, as it does for libpq. A value that does not fit is an
 * {@link OperationalException}, because that is how libpq reports it: as a failure to connect.
 */
final class OptionValues {

    private final Map<Keyword, String> options;

    OptionValues(Map<Keyword, String> options) {
        this.options = options;
    }

    Optional<String> text(Keyword keyword) {
        return Optional.ofNullable(options.get(keyword)).filter(value -> !value.isEmpty());
    }

    String textOrEmpty(Keyword keyword) {
        return options.getOrDefault(keyword, "");
    }

    Optional<Integer> integer(Keyword keyword) {
        return text(keyword).map(String::strip).map(value -> {
            try {
                return Integer.valueOf(value);
            } catch (NumberFormatException e) {
                throw new OperationalException("invalid integer value for connection option \"" + keyword.keyword() + "\"");
            }
        });
    }

    /** 0 or 1. */
    Optional<Boolean> flag(Keyword keyword) {
        return text(keyword).map(value -> {
            if (!value.equals("0") && !value.equals("1")) {
                throw new OperationalException("invalid " + keyword.keyword() + " value: it must be 0 or 1");
            }
            return value.equals("1");
        });
    }

    <E extends Enum<E>> Optional<E> choice(Keyword keyword, Class<E> type, Function<E, String> spelling) {
        return text(keyword).map(value -> choice(keyword.keyword(), value, type, spelling));
    }

    static <E extends Enum<E>> E choice(String option, String value, Class<E> type, Function<E, String> spelling) {
        return Arrays.stream(type.getEnumConstants()).filter(constant -> spelling.apply(constant).equals(value)).findFirst()
                .orElseThrow(() -> new OperationalException("invalid " + option + " value"
                        + (value.matches("[\\w!-]{1,30}") ? " \"" + value + "\"" : "") + ": it must be one of "
                        + Arrays.stream(type.getEnumConstants()).map(spelling).collect(Collectors.joining(", "))));
    }

    /** Refuses an option that is set to anything but these values. */
    void refuse(Keyword keyword, String reason, String... harmless) {
        text(keyword).filter(value -> !Arrays.asList(harmless).contains(value)).ifPresent(value -> {
            throw new NotSupportedException("connection option \"" + keyword.keyword() + "\" is not supported: " + reason);
        });
    }
}
