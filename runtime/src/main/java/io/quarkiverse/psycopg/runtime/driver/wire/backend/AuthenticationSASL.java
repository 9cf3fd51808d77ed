package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Offers SASL mechanisms. {@code 'R' | int32 length | int32 10 | (string mechanism\0)* | \0}
 *
 * @param mechanisms in the server's order of preference
 */
public record AuthenticationSASL(List<String> mechanisms) implements BackendMessage {

    public AuthenticationSASL {
        mechanisms = List.copyOf(mechanisms);
    }

    static AuthenticationSASL read(WireReader in) {
        List<String> mechanisms = new ArrayList<>();
        for (String m = in.readCString(); !m.isEmpty(); m = in.readCString()) {
            mechanisms.add(m);
        }
        return new AuthenticationSASL(mechanisms);
    }

    @Override
    public BackendType type() {
        return BackendType.AUTHENTICATION_SASL;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeInt32(AuthenticationCode.SASL);
        mechanisms.forEach(out::writeCString);
        out.writeByte(0);
        out.endMessage(mark);
    }
}
