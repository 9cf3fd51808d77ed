package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import io.quarkiverse.psycopg.error.ProtocolViolationException;

/**
 * What a Describe or Close names.
 */
public enum Target {
    STATEMENT('S'),
    PORTAL('P');

    private final byte code;

    Target(char code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }

    static Target of(byte code) {
        return switch (code) {
            case 'S' -> STATEMENT;
            case 'P' -> PORTAL;
            default -> throw new ProtocolViolationException("neither statement nor portal: " + code);
        };
    }
}
