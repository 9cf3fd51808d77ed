package io.quarkiverse.psycopg.showcase;

/** How a rush hour went. */
public record Rush(int orders, long millis) {
}
