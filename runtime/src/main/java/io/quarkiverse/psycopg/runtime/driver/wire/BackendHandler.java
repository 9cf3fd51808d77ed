package io.quarkiverse.psycopg.runtime.driver.wire;

import io.quarkiverse.psycopg.runtime.driver.wire.backend.AsynchronousMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CopyData;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;

/**
 * Takes what a {@link FrameDecoder} decoded, in the order of the wire. What the server sends at any time is split off
 * here, so that no operation ever meets it.
 */
public interface BackendHandler {

    /** A reply. */
    void message(BackendMessage message);

    /**
     * A row, checked as {@link DataRow} is. Rows are what there may be a million of: who knows what becomes of them takes them
     * here, without a message in between.
     *
     * @param data holds the fields and is not written any more
     * @param offset of the first field's length
     * @param length of all fields with their lengths
     */
    default void row(byte[] data, int offset, int length, int fields) {
        message(new DataRow(data, offset, length, fields));
    }

    /**
     * A piece of a COPY stream, as a replication stream is one; taken here as rows are.
     *
     * @param data holds the piece and is not written any more
     */
    default void copyData(byte[] data, int offset, int length) {
        message(new CopyData(data, offset, length));
    }

    /** A notice, a notification or a parameter's new value: it may come between any two replies. */
    void asynchronous(AsynchronousMessage message);

    /** Whether the decoder shall keep the rest until {@link FrameDecoder#resume}; asked before each message. */
    default boolean paused() {
        return false;
    }
}
