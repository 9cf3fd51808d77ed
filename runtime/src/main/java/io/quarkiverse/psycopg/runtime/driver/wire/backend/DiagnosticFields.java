package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The content that ErrorResponse and NoticeResponse share: {@code (byte code | string value\0)* | \0}
 */
final class DiagnosticFields {

    private DiagnosticFields() {
    }

    /** A field that comes twice keeps its last value: at most 255 entries, whatever the length of the message. */
    static Map<Character, String> read(WireReader in) {
        Map<Character, String> fields = new LinkedHashMap<>();
        for (int code = in.readByte() & 0xff; code != 0; code = in.readByte() & 0xff) {
            fields.put((char) code, in.readCString());
        }
        return fields;
    }

    static Map<Character, String> copyOf(Map<Character, String> fields) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    static void write(BackendType type, Map<Character, String> fields, WireWriter out) {
        int mark = out.beginMessage(type.code());
        fields.forEach((code, value) -> {
            out.writeByte(code);
            out.writeCString(value);
        });
        out.writeByte(0);
        out.endMessage(mark);
    }

    /** Severity and SQLSTATE only: the other fields may hold values of rows. */
    static String describe(String name, Map<Character, String> fields) {
        return name + "[" + fields.getOrDefault(ErrorResponse.SEVERITY, "?") + ", "
                + fields.getOrDefault(ErrorResponse.SQLSTATE, "no SQLSTATE") + "]";
    }
}
