package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Asks for the parameters and columns of a prepared statement, or the columns of a portal.
 * {@code 'D' | int32 length | byte 'S' or 'P' | string name\0}
 *
 * @param name empty for the unnamed one
 */
public record Describe(Target target, String name) implements FrontendMessage {

    public Describe {
        Objects.requireNonNull(target);
        Objects.requireNonNull(name);
    }

    static Describe read(WireReader in) {
        return new Describe(Target.of(in.readByte()), in.readCString());
    }

    @Override
    public FrontendType type() {
        return FrontendType.DESCRIBE;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeByte(target.code());
        out.writeCString(name);
        out.endMessage(mark);
    }
}
