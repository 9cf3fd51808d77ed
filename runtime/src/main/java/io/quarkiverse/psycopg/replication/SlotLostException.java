package io.quarkiverse.psycopg.replication;

import io.quarkiverse.psycopg.error.OperationalException;

/**
 * The slot of a stream is missing or invalidated. The driver never makes a new one by itself in its place.
 */
public class SlotLostException extends OperationalException {

    private static final long serialVersionUID = 1L;

    private final String slot;

    public SlotLostException(String slot, String message, Throwable cause) {
        super(message, cause);
        this.slot = slot;
    }

    /** The slot's name. */
    public String slot() {
        return slot;
    }
}
