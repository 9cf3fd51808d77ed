package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

/**
 * The kinds of messages a client sends, by their names in PostgreSQL documentation 54.7.
 */
public enum FrontendType {
    BIND('B'),
    CANCEL_REQUEST,
    CLOSE('C'),
    COPY_DATA('d'),
    COPY_DONE('c'),
    COPY_FAIL('f'),
    DESCRIBE('D'),
    EXECUTE('E'),
    FLUSH('H'),
    FUNCTION_CALL('F'),
    GSSENC_REQUEST,
    PARSE('P'),
    PASSWORD_MESSAGE('p'),
    QUERY('Q'),
    SASL_INITIAL_RESPONSE('p'),
    SASL_RESPONSE('p'),
    SSL_REQUEST,
    STARTUP_MESSAGE,
    SYNC('S'),
    TERMINATE('X');

    private final byte code;

    /** A message of the start, which has no type byte. */
    FrontendType() {
        this('\0');
    }

    FrontendType(char code) {
        this.code = (byte) code;
    }

    /** The byte that begins the message, 0 for the messages that have none. */
    public byte code() {
        return code;
    }
}
