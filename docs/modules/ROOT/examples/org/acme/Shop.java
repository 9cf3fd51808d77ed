package org.acme;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.psycopg.mapping.LabelNaming;
import io.quarkiverse.psycopg.mapping.PgColumn;
import io.quarkiverse.psycopg.mapping.PgComposite;
import io.quarkiverse.psycopg.mapping.PgEnum;
import io.quarkiverse.psycopg.mapping.PgLabel;
import io.quarkiverse.psycopg.mapping.PgRow;

// tag::row[]
@PgRow
public record Shop(long id, Place place, ShopState state, Price rent, List<Price> prices, Optional<String> remark,
        @PgColumn("opened") LocalDate since) {
    // end::row[]

    // tag::enum[]
    @PgEnum(naming = LabelNaming.LOWER_CASE)
    public enum ShopState {
        OPEN,
        CLOSED,
        @PgLabel("sold out")
        EMPTY
    }
    // end::enum[]

    // tag::composite[]
    @PgComposite("price")
    public record Price(BigDecimal amount, String currency) {
    }
    // end::composite[]
    // tag::row[]
}
// end::row[]
