package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The server waits for a COPY stream. {@code 'G' | int32 length | formats}
 */
public record CopyInResponse(CopyFormats formats) implements BackendMessage {

    static CopyInResponse read(WireReader in) {
        return new CopyInResponse(CopyFormats.read(in));
    }

    @Override
    public BackendType type() {
        return BackendType.COPY_IN_RESPONSE;
    }

    @Override
    public void write(WireWriter out) {
        formats.write(type(), out);
    }
}
