package io.quarkiverse.psycopg.showcase;

import java.math.BigDecimal;

import io.quarkiverse.psycopg.Row;

/** What can be ordered, and what one of it costs. */
public record Product(String name, BigDecimal price) {

    static Product of(Row row) {
        return new Product(row.getString("name"), row.getBigDecimal("price"));
    }
}
