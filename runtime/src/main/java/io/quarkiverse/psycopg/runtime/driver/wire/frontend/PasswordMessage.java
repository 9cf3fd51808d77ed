package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The answer to a request for a cleartext or MD5 password. {@code 'p' | int32 length | string\0}
 */
public record PasswordMessage(String password) implements FrontendMessage {

    public PasswordMessage {
        Objects.requireNonNull(password);
    }

    static PasswordMessage read(WireReader in) {
        return new PasswordMessage(in.readCString());
    }

    @Override
    public FrontendType type() {
        return FrontendType.PASSWORD_MESSAGE;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeCString(password);
        out.endMessage(mark);
    }

    @Override
    public String toString() {
        return "PasswordMessage[secret]";
    }
}
