package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Map;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * A warning or information. {@code 'N' | int32 length | (byte code | string value\0)* | \0}
 *
 * @param fields by their code, in the server's order. Source: PostgreSQL documentation 54.8, Error and Notice Message
 *        Fields
 */
public record NoticeResponse(Map<Character, String> fields) implements AsynchronousMessage {

    public NoticeResponse {
        fields = DiagnosticFields.copyOf(fields);
    }

    static NoticeResponse read(WireReader in) {
        return new NoticeResponse(DiagnosticFields.read(in));
    }

    @Override
    public BackendType type() {
        return BackendType.NOTICE_RESPONSE;
    }

    @Override
    public void write(WireWriter out) {
        DiagnosticFields.write(type(), fields, out);
    }

    @Override
    public String toString() {
        return DiagnosticFields.describe("NoticeResponse", fields);
    }
}
