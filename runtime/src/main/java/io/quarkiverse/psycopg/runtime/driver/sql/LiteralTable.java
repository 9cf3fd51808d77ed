package io.quarkiverse.psycopg.runtime.driver.sql;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Collects forms of literals by the exact class of their values. Used by one thread.
 */
final class LiteralTable {

    private final Map<Class<?>, BiConsumer<Object, LiteralWriter>> forms = new HashMap<>();

    @SuppressWarnings("unchecked") // the key is the class of every value that the form is called with
    <T> void add(Class<T> type, BiConsumer<T, LiteralWriter> form) {
        forms.put(type, (BiConsumer<Object, LiteralWriter>) form);
    }

    Map<Class<?>, BiConsumer<Object, LiteralWriter>> toMap() {
        return Map.copyOf(forms);
    }
}
