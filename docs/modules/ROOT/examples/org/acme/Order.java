package org.acme;

import java.math.BigDecimal;

import io.quarkiverse.psycopg.Row;

// tag::record[]
public record Order(long id, String customer, BigDecimal total, boolean paid) {

    static Order of(Row row) {
        return new Order(row.getLong("id"), row.getString("customer"), row.getBigDecimal("total"), row.getBoolean("paid"));
    }
}
// end::record[]
