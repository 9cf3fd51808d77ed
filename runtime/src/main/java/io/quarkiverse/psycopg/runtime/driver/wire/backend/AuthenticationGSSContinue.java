package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The next GSSAPI or SSPI token. {@code 'R' | int32 length | int32 8 | bytes data}
 */
public record AuthenticationGSSContinue(Bytes data) implements BackendMessage {

    public AuthenticationGSSContinue {
        Objects.requireNonNull(data);
    }

    static AuthenticationGSSContinue read(WireReader in) {
        return new AuthenticationGSSContinue(in.readBytes(in.remaining()));
    }

    @Override
    public BackendType type() {
        return BackendType.AUTHENTICATION_GSS_CONTINUE;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeInt32(AuthenticationCode.GSS_CONTINUE);
        data.writeTo(out);
        out.endMessage(mark);
    }
}
