package io.quarkiverse.psycopg.runtime.driver.wire.backend;

/**
 * The kinds of messages a server sends, by their names in PostgreSQL documentation 54.7; for switch expressions without a
 * default, so that the compiler finds a case that is missing.
 */
public enum BackendType {
    AUTHENTICATION_OK('R'),
    AUTHENTICATION_KERBEROS_V5('R'),
    AUTHENTICATION_CLEARTEXT_PASSWORD('R'),
    AUTHENTICATION_MD5_PASSWORD('R'),
    AUTHENTICATION_GSS('R'),
    AUTHENTICATION_GSS_CONTINUE('R'),
    AUTHENTICATION_SSPI('R'),
    AUTHENTICATION_SASL('R'),
    AUTHENTICATION_SASL_CONTINUE('R'),
    AUTHENTICATION_SASL_FINAL('R'),
    BACKEND_KEY_DATA('K'),
    BIND_COMPLETE('2'),
    CLOSE_COMPLETE('3'),
    COMMAND_COMPLETE('C'),
    COPY_BOTH_RESPONSE('W'),
    COPY_DATA('d'),
    COPY_DONE('c'),
    COPY_IN_RESPONSE('G'),
    COPY_OUT_RESPONSE('H'),
    DATA_ROW('D'),
    EMPTY_QUERY_RESPONSE('I'),
    ERROR_RESPONSE('E'),
    FUNCTION_CALL_RESPONSE('V'),
    NEGOTIATE_PROTOCOL_VERSION('v'),
    NO_DATA('n'),
    NOTICE_RESPONSE('N'),
    NOTIFICATION_RESPONSE('A'),
    PARAMETER_DESCRIPTION('t'),
    PARAMETER_STATUS('S'),
    PARSE_COMPLETE('1'),
    PORTAL_SUSPENDED('s'),
    READY_FOR_QUERY('Z'),
    ROW_DESCRIPTION('T');

    private final byte code;

    BackendType(char code) {
        this.code = (byte) code;
    }

    /** The byte that begins the message; the authentication requests share one. */
    public byte code() {
        return code;
    }
}
