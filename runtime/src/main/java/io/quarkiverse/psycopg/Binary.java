package io.quarkiverse.psycopg;

import java.util.Arrays;
import java.util.Optional;

import io.vertx.core.buffer.Buffer;

/**
 * Bytes that are sent as {@code bytea}, or NULL. A plain {@code byte[]} or {@link Buffer} does the same. Immutable.
 * Source: psycopg2.extensions.Binary.
 */
public final class Binary {

    private final byte[] bytes;

    private Binary(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of these bytes; null stands for SQL NULL. */
    public static Binary of(byte[] bytes) {
        return new Binary(bytes == null ? null : bytes.clone());
    }

    /** A copy of the buffer's bytes; null stands for SQL NULL. */
    public static Binary of(Buffer buffer) {
        return new Binary(buffer == null ? null : buffer.getBytes());
    }

    /** A copy of the bytes; empty for SQL NULL. */
    public Optional<byte[]> bytes() {
        return Optional.ofNullable(bytes).map(byte[]::clone);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Binary that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Shows the length, never the bytes. */
    @Override
    public String toString() {
        return "Binary[" + (bytes == null ? "null" : bytes.length + " bytes") + "]";
    }
}
