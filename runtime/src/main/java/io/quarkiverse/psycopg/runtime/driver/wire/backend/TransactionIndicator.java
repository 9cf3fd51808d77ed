package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import io.quarkiverse.psycopg.error.ProtocolViolationException;

/**
 * The session's transaction, as ReadyForQuery tells it.
 */
public enum TransactionIndicator {
    /** Not in a transaction. */
    IDLE('I'),
    /** In a transaction. */
    IN_TRANSACTION('T'),
    /** In a transaction that failed: commands are refused until it ends. */
    FAILED('E');

    private final byte code;

    TransactionIndicator(char code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }

    static TransactionIndicator of(byte code) {
        return switch (code) {
            case 'I' -> IDLE;
            case 'T' -> IN_TRANSACTION;
            case 'E' -> FAILED;
            default -> throw new ProtocolViolationException("ReadyForQuery with the unknown status 0x"
                    + Integer.toHexString(code & 0xff));
        };
    }
}
