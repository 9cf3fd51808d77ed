package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import java.util.Arrays;
import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Prepares a statement. {@code 'P' | int32 length | string name\0 | string sql\0 | int16 count | int32 oid*}
 *
 * @param name empty for the unnamed statement
 * @param oids the declared types of the first parameters, 0 where the server shall find out; not to be changed
 */
public record Parse(String name, String sql, int[] oids) implements FrontendMessage {

    public Parse {
        Objects.requireNonNull(name);
        Objects.requireNonNull(sql);
        Counts.require(oids.length, "parameter types");
    }

    static Parse read(WireReader in) {
        String name = in.readCString();
        String sql = in.readCString();
        int[] oids = new int[in.requireCount(in.readUnsignedInt16(), Integer.BYTES, "parameter types")];
        for (int i = 0; i < oids.length; i++) {
            oids[i] = in.readInt32();
        }
        return new Parse(name, sql, oids);
    }

    @Override
    public FrontendType type() {
        return FrontendType.PARSE;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeCString(name);
        out.writeCString(sql);
        out.writeInt16(oids.length);
        for (int oid : oids) {
            out.writeInt32(oid);
        }
        out.endMessage(mark);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parse p && name.equals(p.name) && sql.equals(p.sql) && Arrays.equals(oids, p.oids);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, sql, Arrays.hashCode(oids));
    }

    @Override
    public String toString() {
        return "Parse[" + name + ", " + sql.length() + " characters, " + oids.length + " types]";
    }
}
