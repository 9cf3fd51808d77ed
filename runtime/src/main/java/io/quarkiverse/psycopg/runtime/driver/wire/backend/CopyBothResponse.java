package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * COPY streams in both directions begin: replication. {@code 'W' | int32 length | formats}
 */
public record CopyBothResponse(CopyFormats formats) implements BackendMessage {

    static CopyBothResponse read(WireReader in) {
        return new CopyBothResponse(CopyFormats.read(in));
    }

    @Override
    public BackendType type() {
        return BackendType.COPY_BOTH_RESPONSE;
    }

    @Override
    public void write(WireWriter out) {
        formats.write(type(), out);
    }
}
