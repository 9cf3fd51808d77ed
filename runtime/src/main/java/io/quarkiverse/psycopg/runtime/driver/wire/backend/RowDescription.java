package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The columns of the rows that follow. {@code 'T' | int32 length | int16 count | field*}
 */
public record RowDescription(List<Field> fields) implements BackendMessage {

    public RowDescription {
        fields = List.copyOf(fields);
    }

    static RowDescription read(WireReader in) {
        int count = in.requireCount(in.readInt16(), Field.LEAST_SIZE, "columns");
        List<Field> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            fields.add(Field.read(in));
        }
        return new RowDescription(fields);
    }

    @Override
    public BackendType type() {
        return BackendType.ROW_DESCRIPTION;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeInt16(fields.size());
        fields.forEach(field -> field.write(out));
        out.endMessage(mark);
    }
}
