package io.quarkiverse.psycopg.showcase;

import java.time.Instant;

/**
 * What every open page is told.
 *
 * @param order what was placed or paid, else null
 * @param missed where the page has to catch up, else null
 */
public record OrderNews(Order order, Missed missed) {

    /** Orders of this time may not have been told. */
    public record Missed(Instant from, Instant until) {
    }

    static OrderNews of(Order order) {
        return new OrderNews(order, null);
    }

    static OrderNews missed(Instant from, Instant until) {
        return new OrderNews(null, new Missed(from, until));
    }
}
