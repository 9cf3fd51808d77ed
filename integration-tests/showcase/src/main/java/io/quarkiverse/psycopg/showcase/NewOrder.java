package io.quarkiverse.psycopg.showcase;

/** What a customer sends: the rest is for the database to say. */
public record NewOrder(String customer, String product, int quantity) {
}
