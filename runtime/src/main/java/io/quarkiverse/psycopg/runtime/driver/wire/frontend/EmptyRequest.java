package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The requests without content. {@code byte type | int32 4}
 */
public enum EmptyRequest implements FrontendMessage {
    COPY_DONE(FrontendType.COPY_DONE),
    FLUSH(FrontendType.FLUSH),
    SYNC(FrontendType.SYNC),
    TERMINATE(FrontendType.TERMINATE);

    private final FrontendType type;

    EmptyRequest(FrontendType type) {
        this.type = type;
    }

    @Override
    public FrontendType type() {
        return type;
    }

    @Override
    public void write(WireWriter out) {
        out.endMessage(out.beginMessage(type.code()));
    }
}
