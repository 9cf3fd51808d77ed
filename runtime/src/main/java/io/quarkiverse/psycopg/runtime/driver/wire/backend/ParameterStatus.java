package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * A reported setting's value now. {@code 'S' | int32 length | string name\0 | string value\0}
 */
public record ParameterStatus(String name, String value) implements AsynchronousMessage {

    public ParameterStatus {
        Objects.requireNonNull(name);
        Objects.requireNonNull(value);
    }

    static ParameterStatus read(WireReader in) {
        return new ParameterStatus(in.readCString(), in.readCString());
    }

    @Override
    public BackendType type() {
        return BackendType.PARAMETER_STATUS;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeCString(name);
        out.writeCString(value);
        out.endMessage(mark);
    }
}
