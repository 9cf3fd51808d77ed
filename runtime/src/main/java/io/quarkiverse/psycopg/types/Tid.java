package io.quarkiverse.psycopg.types;

/**
 * The place of a row in its table, {@code ctid}. Source: PostgreSQL documentation, 8.19.
 *
 * @param block number of the page, unsigned 32 bits
 * @param index number in the page, unsigned 16 bits
 */
public record Tid(long block, int index) {

    public Tid {
        if (block < 0 || block > 0xFFFF_FFFFL || index < 0 || index > 0xFFFF) {
            throw new IllegalArgumentException("a tid has 32 and 16 unsigned bits");
        }
    }

    /** {@code (block,index)}, as the server writes it. */
    @Override
    public String toString() {
        return "(" + block + "," + index + ")";
    }
}
