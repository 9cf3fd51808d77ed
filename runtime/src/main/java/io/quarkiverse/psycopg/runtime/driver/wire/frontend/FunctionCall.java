package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Calls a function by its OID. {@code 'F' | int32 length | int32 oid | int16 count | int16 format* | int16 count |
 * (int32 length or -1 | bytes)* | int16 format}
 *
 * @param functionOid unsigned
 * @param argumentFormats none (all text), one for all, or one each; 0 text, 1 binary
 * @param arguments as sent; a null element is an SQL NULL
 * @param resultFormat 0 text, 1 binary
 */
public record FunctionCall(int functionOid, short[] argumentFormats, List<Bytes> arguments, short resultFormat)
        implements
            FrontendMessage {

    public FunctionCall {
        Counts.require(argumentFormats.length, "argument formats");
        Counts.require(arguments.size(), "arguments");
        arguments = Counts.copyOf(arguments);
    }

    static FunctionCall read(WireReader in) {
        return new FunctionCall(in.readInt32(), Counts.readFormats(in), Counts.readValues(in), in.readInt16());
    }

    @Override
    public FrontendType type() {
        return FrontendType.FUNCTION_CALL;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeInt32(functionOid);
        Counts.writeFormats(argumentFormats, out);
        Counts.writeValues(arguments, out);
        out.writeInt16(resultFormat);
        out.endMessage(mark);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FunctionCall f && functionOid == f.functionOid && resultFormat == f.resultFormat
                && Arrays.equals(argumentFormats, f.argumentFormats) && arguments.equals(f.arguments);
    }

    @Override
    public int hashCode() {
        return Objects.hash(functionOid, Arrays.hashCode(argumentFormats), arguments, resultFormat);
    }

    @Override
    public String toString() {
        return "FunctionCall[" + Integer.toUnsignedString(functionOid) + ", " + arguments.size() + " arguments]";
    }
}
