package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The server's challenge of a SASL exchange. {@code 'R' | int32 length | int32 11 | bytes data}
 */
public record AuthenticationSASLContinue(Bytes data) implements BackendMessage {

    public AuthenticationSASLContinue {
        Objects.requireNonNull(data);
    }

    static AuthenticationSASLContinue read(WireReader in) {
        return new AuthenticationSASLContinue(in.readBytes(in.remaining()));
    }

    @Override
    public BackendType type() {
        return BackendType.AUTHENTICATION_SASL_CONTINUE;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeInt32(AuthenticationCode.SASL_CONTINUE);
        data.writeTo(out);
        out.endMessage(mark);
    }
}
