package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Asks for the password as an MD5 digest. {@code 'R' | int32 length | int32 5 | byte4 salt}
 *
 * @param salt of 4 bytes
 */
public record AuthenticationMD5Password(Bytes salt) implements BackendMessage {

    private static final int SALT = 4;

    public AuthenticationMD5Password {
        Objects.requireNonNull(salt);
    }

    static AuthenticationMD5Password read(WireReader in) {
        return new AuthenticationMD5Password(in.readBytes(SALT));
    }

    @Override
    public BackendType type() {
        return BackendType.AUTHENTICATION_MD5_PASSWORD;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeInt32(AuthenticationCode.MD5_PASSWORD);
        salt.writeTo(out);
        out.endMessage(mark);
    }
}
