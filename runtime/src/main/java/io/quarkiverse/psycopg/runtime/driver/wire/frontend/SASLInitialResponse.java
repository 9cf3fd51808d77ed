package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Selects a SASL mechanism. {@code 'p' | int32 length | string mechanism\0 | int32 length or -1 | bytes}
 *
 * @param data the mechanism's first message; an empty one is sent as none (-1)
 */
public record SASLInitialResponse(String mechanism, Bytes data) implements FrontendMessage {

    private static final int NONE = -1;

    public SASLInitialResponse {
        Objects.requireNonNull(mechanism);
        Objects.requireNonNull(data);
    }

    static SASLInitialResponse read(WireReader in) {
        String mechanism = in.readCString();
        int length = in.readInt32();
        return new SASLInitialResponse(mechanism, length == NONE ? Bytes.EMPTY : in.readBytes(length));
    }

    @Override
    public FrontendType type() {
        return FrontendType.SASL_INITIAL_RESPONSE;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeCString(mechanism);
        out.writeInt32(data.isEmpty() ? NONE : data.length());
        data.writeTo(out);
        out.endMessage(mark);
    }
}
