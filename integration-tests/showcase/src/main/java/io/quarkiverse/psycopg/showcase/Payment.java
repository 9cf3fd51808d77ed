package io.quarkiverse.psycopg.showcase;

/** A paid order, and how often its transaction was run until it could be committed. */
public record Payment(Order order, int attempts) {
}
