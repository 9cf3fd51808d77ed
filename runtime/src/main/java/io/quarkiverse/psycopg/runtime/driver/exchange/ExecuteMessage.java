package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.nio.charset.StandardCharsets;

import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Writes Execute without making a record of it, since it is written once per query.
 * {@code 'E' | int32 length | portal name "\0" | int32 maximum of rows, 0 for all}.
 */
public final class ExecuteMessage {

    private static final byte[] NO_SUCH_PORTAL = "psycopg: argument refused by the driver\0"
            .getBytes(StandardCharsets.US_ASCII);

    private ExecuteMessage() {
    }

    /** Executes the unnamed portal. */
    static void write(WireWriter out, int maxRows) {
        out.writeByte((byte) 'E');
        out.writeInt32(9);
        out.writeByte((byte) 0);
        out.writeInt32(maxRows);
    }

    /** Executes a portal that does not exist: the server answers with an error and skips to the next Sync. */
    public static void writeFailing(WireWriter out) {
        int mark = out.beginMessage((byte) 'E');
        out.writeBytes(NO_SUCH_PORTAL, 0, NO_SUCH_PORTAL.length);
        out.writeInt32(0);
        out.endMessage(mark);
    }
}
