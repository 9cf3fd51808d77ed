package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * A piece of a COPY stream to the server. {@code 'd' | int32 length | bytes}
 */
public record CopyData(Bytes data) implements FrontendMessage {

    public CopyData {
        Objects.requireNonNull(data);
    }

    static CopyData read(WireReader in) {
        return new CopyData(in.readBytes(in.remaining()));
    }

    @Override
    public FrontendType type() {
        return FrontendType.COPY_DATA;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        data.writeTo(out);
        out.endMessage(mark);
    }
}
