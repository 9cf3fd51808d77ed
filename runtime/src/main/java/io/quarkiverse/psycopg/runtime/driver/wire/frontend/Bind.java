package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Gives a prepared statement its values, as a portal. {@code 'B' | int32 length | string portal\0 | string statement\0 |
 * int16 count | int16 format* | int16 count | (int32 length or -1 | bytes)* | int16 count | int16 format*}
 *
 * @param parameterFormats none (all text), one for all, or one each; 0 text, 1 binary
 * @param values as sent; a null element is an SQL NULL
 * @param resultFormats none (all text), one for all, or one for each column
 */
public record Bind(String portal, String statement, short[] parameterFormats, List<Bytes> values, short[] resultFormats)
        implements
            FrontendMessage {

    public Bind {
        Objects.requireNonNull(portal);
        Objects.requireNonNull(statement);
        Counts.require(parameterFormats.length, "parameter formats");
        Counts.require(values.size(), "parameters");
        Counts.require(resultFormats.length, "result formats");
        values = Counts.copyOf(values);
    }

    static Bind read(WireReader in) {
        return new Bind(in.readCString(), in.readCString(), Counts.readFormats(in), Counts.readValues(in),
                Counts.readFormats(in));
    }

    @Override
    public FrontendType type() {
        return FrontendType.BIND;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeCString(portal);
        out.writeCString(statement);
        Counts.writeFormats(parameterFormats, out);
        Counts.writeValues(values, out);
        Counts.writeFormats(resultFormats, out);
        out.endMessage(mark);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bind b && portal.equals(b.portal) && statement.equals(b.statement)
                && Arrays.equals(parameterFormats, b.parameterFormats) && values.equals(b.values)
                && Arrays.equals(resultFormats, b.resultFormats);
    }

    @Override
    public int hashCode() {
        return Objects.hash(portal, statement, Arrays.hashCode(parameterFormats), values, Arrays.hashCode(resultFormats));
    }

    @Override
    public String toString() {
        return "Bind[" + portal + ", " + statement + ", " + values.size() + " values]";
    }
}
