package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Runs a portal. {@code 'E' | int32 length | string portal\0 | int32 maxRows}
 *
 * @param maxRows after so many rows the portal is suspended; 0 for all
 */
public record Execute(String portal, int maxRows) implements FrontendMessage {

    public Execute {
        Objects.requireNonNull(portal);
    }

    static Execute read(WireReader in) {
        return new Execute(in.readCString(), in.readInt32());
    }

    @Override
    public FrontendType type() {
        return FrontendType.EXECUTE;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeCString(portal);
        out.writeInt32(maxRows);
        out.endMessage(mark);
    }
}
