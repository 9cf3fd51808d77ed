package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Drops a prepared statement or a portal; no error when there is none.
 * {@code 'C' | int32 length | byte 'S' or 'P' | string name\0}
 *
 * @param name empty for the unnamed one
 */
public record Close(Target target, String name) implements FrontendMessage {

    public Close {
        Objects.requireNonNull(target);
        Objects.requireNonNull(name);
    }

    static Close read(WireReader in) {
        return new Close(Target.of(in.readByte()), in.readCString());
    }

    @Override
    public FrontendType type() {
        return FrontendType.CLOSE;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeByte(target.code());
        out.writeCString(name);
        out.endMessage(mark);
    }
}
