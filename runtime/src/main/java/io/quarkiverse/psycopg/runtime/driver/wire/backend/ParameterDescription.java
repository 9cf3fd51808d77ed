package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Arrays;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The types of a prepared statement's parameters. {@code 't' | int32 length | int16 count | int32 oid*}
 *
 * @param oids unsigned; not to be changed
 */
public record ParameterDescription(int[] oids) implements BackendMessage {

    static ParameterDescription read(WireReader in) {
        int count = in.requireCount(in.readUnsignedInt16(), Integer.BYTES, "parameter types");
        int[] oids = new int[count];
        for (int i = 0; i < count; i++) {
            oids[i] = in.readInt32();
        }
        return new ParameterDescription(oids);
    }

    @Override
    public BackendType type() {
        return BackendType.PARAMETER_DESCRIPTION;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeInt16(oids.length);
        for (int oid : oids) {
            out.writeInt32(oid);
        }
        out.endMessage(mark);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParameterDescription d && Arrays.equals(oids, d.oids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(oids);
    }

    @Override
    public String toString() {
        return "ParameterDescription" + Arrays.toString(oids);
    }
}
