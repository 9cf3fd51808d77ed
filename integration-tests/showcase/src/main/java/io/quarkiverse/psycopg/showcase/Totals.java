package io.quarkiverse.psycopg.showcase;

import java.math.BigDecimal;

import io.quarkiverse.psycopg.Row;

/** The desk's figures of this moment. */
public record Totals(long orders, long open, BigDecimal revenue, long lastMinute, long revision) {

    static Totals of(Row row) {
        return new Totals(row.getLong("orders"), row.getLong("open"), row.getBigDecimal("revenue"),
                row.getLong("last_minute"), row.getLong("revision"));
    }
}
