package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.List;

import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Bind;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Parse;

/**
 * Writes a statement without parameters or rows as Parse, Bind and Execute of unnamed ones. Unlike a Query it can share a Sync
 * with what follows, so that its failure keeps the server from running that.
 */
final class CommandMessages {

    private static final Bind UNNAMED = new Bind("", "", new short[0], List.of(), new short[0]);

    private CommandMessages() {
    }

    static void write(String sql, WireWriter out) {
        new Parse("", sql, new int[0]).write(out);
        UNNAMED.write(out);
        ExecuteMessage.write(out, 0);
    }
}
