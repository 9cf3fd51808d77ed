package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The server's last word of a SASL exchange, its signature. {@code 'R' | int32 length | int32 12 | bytes data}
 */
public record AuthenticationSASLFinal(Bytes data) implements BackendMessage {

    public AuthenticationSASLFinal {
        Objects.requireNonNull(data);
    }

    static AuthenticationSASLFinal read(WireReader in) {
        return new AuthenticationSASLFinal(in.readBytes(in.remaining()));
    }

    @Override
    public BackendType type() {
        return BackendType.AUTHENTICATION_SASL_FINAL;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeInt32(AuthenticationCode.SASL_FINAL);
        data.writeTo(out);
        out.endMessage(mark);
    }
}
