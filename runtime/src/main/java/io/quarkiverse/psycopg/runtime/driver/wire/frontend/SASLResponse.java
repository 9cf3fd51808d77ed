package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The next message of a SASL exchange. {@code 'p' | int32 length | bytes}
 */
public record SASLResponse(Bytes data) implements FrontendMessage {

    public SASLResponse {
        Objects.requireNonNull(data);
    }

    static SASLResponse read(WireReader in) {
        return new SASLResponse(in.readBytes(in.remaining()));
    }

    @Override
    public FrontendType type() {
        return FrontendType.SASL_RESPONSE;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        data.writeTo(out);
        out.endMessage(mark);
    }
}
