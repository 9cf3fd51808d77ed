package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Objects;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The result of a FunctionCall. {@code 'V' | int32 length | int32 length or -1 | bytes}
 *
 * @param isNull the result is an SQL NULL; the value is empty then
 */
public record FunctionCallResponse(boolean isNull, Bytes value) implements BackendMessage {

    private static final int NULL = -1;

    public FunctionCallResponse {
        Objects.requireNonNull(value);
    }

    static FunctionCallResponse read(WireReader in) {
        int length = in.readInt32();
        if (length < NULL) {
            throw new ProtocolViolationException("a function's result of the length " + length);
        }
        return length == NULL ? new FunctionCallResponse(true, Bytes.EMPTY)
                : new FunctionCallResponse(false, in.readBytes(length));
    }

    @Override
    public BackendType type() {
        return BackendType.FUNCTION_CALL_RESPONSE;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeInt32(isNull ? NULL : value.length());
        value.writeTo(out);
        out.endMessage(mark);
    }
}
