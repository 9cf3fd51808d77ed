package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Objects;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * A command ended. {@code 'C' | int32 length | string tag\0}
 *
 * @param tag such as {@code INSERT 0 1}
 */
public record CommandComplete(CommandTag tag) implements BackendMessage {

    public CommandComplete {
        Objects.requireNonNull(tag);
    }

    static CommandComplete read(WireReader in) {
        return new CommandComplete(new CommandTag(in.readCString()));
    }

    @Override
    public BackendType type() {
        return BackendType.COMMAND_COMPLETE;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeCString(tag.text());
        out.endMessage(mark);
    }
}
