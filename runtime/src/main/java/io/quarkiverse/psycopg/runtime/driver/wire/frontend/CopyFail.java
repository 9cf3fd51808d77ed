package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Ends a COPY stream to the server as failed. {@code 'f' | int32 length | string reason\0}
 */
public record CopyFail(String reason) implements FrontendMessage {

    public CopyFail {
        Objects.requireNonNull(reason);
    }

    static CopyFail read(WireReader in) {
        return new CopyFail(in.readCString());
    }

    @Override
    public FrontendType type() {
        return FrontendType.COPY_FAIL;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeCString(reason);
        out.endMessage(mark);
    }
}
