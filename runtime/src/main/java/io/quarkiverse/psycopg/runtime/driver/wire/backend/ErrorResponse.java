package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Map;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The operation failed. {@code 'E' | int32 length | (byte code | string value\0)* | \0}
 *
 * @param fields by their code, in the server's order. Source: PostgreSQL documentation 54.8, Error and Notice Message
 *        Fields
 */
public record ErrorResponse(Map<Character, String> fields) implements BackendMessage {

    /** Code of the severity, in the server's language. */
    public static final char SEVERITY = 'S';
    /** Code of the SQLSTATE. */
    public static final char SQLSTATE = 'C';
    /** Code of the primary message. */
    public static final char MESSAGE = 'M';

    public ErrorResponse {
        fields = DiagnosticFields.copyOf(fields);
    }

    static ErrorResponse read(WireReader in) {
        return new ErrorResponse(DiagnosticFields.read(in));
    }

    @Override
    public BackendType type() {
        return BackendType.ERROR_RESPONSE;
    }

    @Override
    public void write(WireWriter out) {
        DiagnosticFields.write(type(), fields, out);
    }

    @Override
    public String toString() {
        return DiagnosticFields.describe("ErrorResponse", fields);
    }
}
