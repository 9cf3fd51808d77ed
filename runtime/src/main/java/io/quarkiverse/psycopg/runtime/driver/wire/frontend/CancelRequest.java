package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Cancels what a server process runs; sent alone on a connection of its own, never answered.
 * {@code int32 length | int32 code | int32 pid | bytes key}
 */
public record CancelRequest(int pid, Bytes key) implements FrontendMessage {

    public CancelRequest {
        Objects.requireNonNull(key);
    }

    static CancelRequest read(WireReader in) {
        return new CancelRequest(in.readInt32(), in.readBytes(in.remaining()));
    }

    @Override
    public FrontendType type() {
        return FrontendType.CANCEL_REQUEST;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage();
        out.writeInt32(RequestCode.CANCEL);
        out.writeInt32(pid);
        key.writeTo(out);
        out.endMessage(mark);
    }
}
