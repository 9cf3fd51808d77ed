package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Asks for encryption by TLS; the answer is one byte. {@code int32 8 | int32 code}
 */
public record SSLRequest() implements FrontendMessage {

    @Override
    public FrontendType type() {
        return FrontendType.SSL_REQUEST;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage();
        out.writeInt32(RequestCode.SSL);
        out.endMessage(mark);
    }
}
