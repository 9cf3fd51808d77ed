package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Runs statements by the simple protocol. {@code 'Q' | int32 length | string sql\0}
 */
public record Query(String sql) implements FrontendMessage {

    public Query {
        Objects.requireNonNull(sql);
    }

    static Query read(WireReader in) {
        return new Query(in.readCString());
    }

    @Override
    public FrontendType type() {
        return FrontendType.QUERY;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeCString(sql);
        out.endMessage(mark);
    }

    @Override
    public String toString() {
        return "Query[" + sql.length() + " characters]";
    }
}
