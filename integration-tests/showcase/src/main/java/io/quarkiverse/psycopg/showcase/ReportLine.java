package io.quarkiverse.psycopg.showcase;

import java.math.BigDecimal;
import java.time.LocalDate;

import io.quarkiverse.psycopg.Row;

/** One line of the long report: what a product costs on a day to come. */
public record ReportLine(LocalDate day, String product, BigDecimal price) {

    static ReportLine of(Row row) {
        return new ReportLine(row.getLocalDate("day"), row.getString("product"), row.getBigDecimal("price"));
    }
}
