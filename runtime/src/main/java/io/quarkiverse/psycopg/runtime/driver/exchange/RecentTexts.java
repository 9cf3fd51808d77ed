package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.function.Function;

/**
 * What was learned of the SQL texts that were used last: an application runs few statements many times, and looks at each
 * character of them once. A text may be looked at again, when another one has taken its place. Thread-safe.
 *
 * @param <V> what is learned; immutable
 */
public final class RecentTexts<V> {

    /** Places, a power of two: a text has one, by its hash. */
    private static final int PLACES = 64;
    /** A longer text is looked at each time: next to sending it, that costs little, and keeping it would cost memory. */
    private static final int LONGEST = 8_192;

    private record Known<V>(String sql, V fact) {
    }

    private final Function<? super String, ? extends V> look;
    /** Written without order: a record's fields are final, and what is lost is learned again. */
    @SuppressWarnings("unchecked")
    private final Known<V>[] known = new Known[PLACES];

    /** @param look learns it from the text; the same for the same text, and never null */
    public RecentTexts(Function<? super String, ? extends V> look) {
        this.look = look;
    }

    /** What there is to know of a text. */
    public V of(String sql) {
        int hash = sql.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        Known<V> there = known[place];
        if (there != null && there.sql.equals(sql)) {
            return there.fact;
        }
        V fact = look.apply(sql);
        if (sql.length() <= LONGEST) {
            known[place] = new Known<>(sql, fact);
        }
        return fact;
    }
}
