package io.quarkiverse.psycopg.showcase;

import java.math.BigDecimal;

import io.quarkiverse.psycopg.mapping.PgComposite;

/** An amount with its currency: a composite type of the database. */
@PgComposite("money_amount")
public record Money(BigDecimal amount, String currency) {
}
