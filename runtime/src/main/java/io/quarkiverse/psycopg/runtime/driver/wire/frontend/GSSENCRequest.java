package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Asks for encryption by GSSAPI; the answer is one byte. {@code int32 8 | int32 code}
 */
public record GSSENCRequest() implements FrontendMessage {

    @Override
    public FrontendType type() {
        return FrontendType.GSSENC_REQUEST;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage();
        out.writeInt32(RequestCode.GSSENC);
        out.endMessage(mark);
    }
}
