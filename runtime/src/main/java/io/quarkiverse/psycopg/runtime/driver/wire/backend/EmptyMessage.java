package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The messages without content. {@code byte type | int32 length}, an authentication request has its int32 kind too.
 */
public enum EmptyMessage implements BackendMessage {
    AUTHENTICATION_OK(BackendType.AUTHENTICATION_OK, AuthenticationCode.OK),
    AUTHENTICATION_KERBEROS_V5(BackendType.AUTHENTICATION_KERBEROS_V5, AuthenticationCode.KERBEROS_V5),
    AUTHENTICATION_CLEARTEXT_PASSWORD(BackendType.AUTHENTICATION_CLEARTEXT_PASSWORD, AuthenticationCode.CLEARTEXT_PASSWORD),
    AUTHENTICATION_GSS(BackendType.AUTHENTICATION_GSS, AuthenticationCode.GSS),
    AUTHENTICATION_SSPI(BackendType.AUTHENTICATION_SSPI, AuthenticationCode.SSPI),
    BIND_COMPLETE(BackendType.BIND_COMPLETE),
    CLOSE_COMPLETE(BackendType.CLOSE_COMPLETE),
    COPY_DONE(BackendType.COPY_DONE),
    EMPTY_QUERY_RESPONSE(BackendType.EMPTY_QUERY_RESPONSE),
    NO_DATA(BackendType.NO_DATA),
    PARSE_COMPLETE(BackendType.PARSE_COMPLETE),
    PORTAL_SUSPENDED(BackendType.PORTAL_SUSPENDED);

    private static final int NO_CODE = -1;

    private final BackendType type;
    private final int authenticationCode;

    EmptyMessage(BackendType type) {
        this(type, NO_CODE);
    }

    EmptyMessage(BackendType type, int authenticationCode) {
        this.type = type;
        this.authenticationCode = authenticationCode;
    }

    @Override
    public BackendType type() {
        return type;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type.code());
        if (authenticationCode != NO_CODE) {
            out.writeInt32(authenticationCode);
        }
        out.endMessage(mark);
    }
}
