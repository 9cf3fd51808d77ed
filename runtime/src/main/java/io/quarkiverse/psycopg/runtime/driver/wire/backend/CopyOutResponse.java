package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * A COPY stream from the server follows. {@code 'H' | int32 length | formats}
 */
public record CopyOutResponse(CopyFormats formats) implements BackendMessage {

    static CopyOutResponse read(WireReader in) {
        return new CopyOutResponse(CopyFormats.read(in));
    }

    @Override
    public BackendType type() {
        return BackendType.COPY_OUT_RESPONSE;
    }

    @Override
    public void write(WireWriter out) {
        formats.write(type(), out);
    }
}
