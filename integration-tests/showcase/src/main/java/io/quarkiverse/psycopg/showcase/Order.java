package io.quarkiverse.psycopg.showcase;

import java.time.Instant;
import java.time.OffsetDateTime;

import io.quarkiverse.psycopg.mapping.PgEnum;
import io.quarkiverse.psycopg.mapping.PgRow;
import io.quarkiverse.psycopg.types.Range;

/**
 * A row of the table {@code orders}; its mapper is generated.
 *
 * @param delivery the window in which it comes
 * @param revision grows with every change of any order: what a page that knows revision n asks for is what is above n
 */
@PgRow(table = "public.orders")
public record Order(long id, String customer, String product, int quantity, Money total, Status status,
        Range<Instant> delivery, Place place, OffsetDateTime placedAt, OffsetDateTime paidAt, long revision) {

    /** The columns that it is made of. */
    static final String COLUMNS = "id, customer, product, quantity, total, status, delivery, place, placed_at, paid_at, revision";

    /** Where an order stands; a paid one stays paid. */
    @PgEnum("order_status")
    public enum Status {
        NEW,
        PAID
    }
}
