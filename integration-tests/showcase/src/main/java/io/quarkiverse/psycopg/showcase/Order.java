package io.quarkiverse.psycopg.showcase;

import java.math.BigDecimal;
import java.time.OffsetDateTime;

import io.quarkiverse.psycopg.Row;

/**
 * A row of the table {@code orders}.
 *
 * @param revision grows with every change of any order: what a page that knows revision n asks for is what is above n
 */
public record Order(long id, String customer, String product, int quantity, BigDecimal total, Status status,
        OffsetDateTime placedAt, OffsetDateTime paidAt, long revision) {

    /** The columns that {@link #of} reads. */
    static final String COLUMNS = "id, customer, product, quantity, total, status, placed_at, paid_at, revision";

    /** Where an order stands; a paid one stays paid. */
    public enum Status {
        NEW,
        PAID
    }

    static Order of(Row row) {
        return new Order(row.getLong("id"), row.getString("customer"), row.getString("product"), row.getInt("quantity"),
                row.getBigDecimal("total"), Status.valueOf(row.getString("status")), row.getOffsetDateTime("placed_at"),
                row.getOffsetDateTime("paid_at"), row.getLong("revision"));
    }
}
