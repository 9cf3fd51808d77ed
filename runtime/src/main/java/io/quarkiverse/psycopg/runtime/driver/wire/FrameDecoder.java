package io.quarkiverse.psycopg.runtime.driver.wire;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AsynchronousMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendParser;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CopyData;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;

/**
 * Cuts the received bytes into messages and decodes them: {@code byte type | int32 length | body}, the length counts
 * itself. A message that lies within a chunk is decoded in place; one that spans chunks is put together first, in memory
 * that grows with what has really come. The first violation ends the decoder: later input is refused with it. Not
 * thread-safe; a call from within the handler only queues.
 */
public final class FrameDecoder {

    private static final int HEADER = 5;
    /** The length word counts its own four bytes. */
    private static final int LENGTH_WORD = 4;
    /** A message up to this size gets its array at once, a larger one as its bytes come. */
    private static final int TRUSTED = 64 * 1024;

    private final WireLimits limits;
    private final BackendParser parser = new BackendParser();
    private final ArrayDeque<Bytes> waiting = new ArrayDeque<>(0);

    private byte[] chunk = new byte[0];
    private int position;
    private int end;

    private final byte[] header = new byte[HEADER];
    private int headerSize;
    private byte[] body;
    private int bodySize;

    private boolean running;
    private ProtocolViolationException violation;

    public FrameDecoder(WireLimits limits) {
        this.limits = Objects.requireNonNull(limits);
    }

    /**
     * Takes the next received bytes and hands over all messages that they complete.
     *
     * @param chunk belongs to the decoder, and to the messages made from it, after the call
     * @throws ProtocolViolationException the bytes are not the protocol; the connection cannot go on
     */
    public void feed(byte[] chunk, int offset, int length, BackendHandler handler) {
        Objects.checkFromIndexSize(offset, length, chunk.length);
        refuseAfterViolation();
        if (length > 0) {
            if (position == end && waiting.isEmpty()) {
                this.chunk = chunk;
                position = offset;
                end = offset + length;
            } else {
                waiting.add(Bytes.wrap(chunk, offset, length));
            }
        }
        resume(handler);
    }

    /** Goes on with what was kept while the handler was paused. */
    public void resume(BackendHandler handler) {
        refuseAfterViolation();
        if (running) {
            return;
        }
        running = true;
        try {
            boolean more = true;
            while (more && !handler.paused()) {
                more = step(handler);
            }
        } catch (ProtocolViolationException e) {
            fail(e);
            throw e;
        } finally {
            running = false;
        }
    }

    /** Whether nothing that came is still to be handed over, not even a part of a message. */
    public boolean isIdle() {
        return bufferedBytes() == 0;
    }

    /** The bytes that came and were not handed over yet. */
    public long bufferedBytes() {
        long waitingBytes = 0;
        for (Bytes bytes : waiting) {
            waitingBytes += bytes.length();
        }
        return (long) headerSize + bodySize + (end - position) + waitingBytes;
    }

    private boolean step(BackendHandler handler) {
        if (position == end && !nextChunk()) {
            return false;
        }
        if (headerSize > 0 || end - position < HEADER) {
            continueSplit(handler);
            return true;
        }
        byte type = chunk[position];
        int bodyLength = bodyLength(type, chunk, position + 1);
        if (bodyLength > end - position - HEADER) {
            continueSplit(handler);
            return true;
        }
        byte[] array = chunk;
        int offset = position + HEADER;
        position = offset + bodyLength;
        releaseChunk();
        dispatch(type, array, offset, bodyLength, handler);
        return true;
    }

    private void continueSplit(BackendHandler handler) {
        if (headerSize < HEADER) {
            int n = Math.min(HEADER - headerSize, end - position);
            System.arraycopy(chunk, position, header, headerSize, n);
            headerSize += n;
            position += n;
            if (headerSize < HEADER) {
                releaseChunk();
                return;
            }
        }
        int bodyLength = bodyLength(header[0], header, 1);
        int n = Math.min(bodyLength - bodySize, end - position);
        reserve(bodyLength, n);
        System.arraycopy(chunk, position, body, bodySize, n);
        bodySize += n;
        position += n;
        releaseChunk();
        if (bodySize == bodyLength) {
            byte[] complete = body;
            headerSize = 0;
            body = null;
            bodySize = 0;
            dispatch(header[0], complete, 0, bodyLength, handler);
        }
    }

    private void reserve(int bodyLength, int more) {
        if (body == null) {
            body = new byte[Math.min(bodyLength, Math.max(TRUSTED, more))];
        } else if (body.length - bodySize < more) {
            long wanted = Math.max(2L * body.length, (long) bodySize + more);
            body = Arrays.copyOf(body, (int) Math.min(bodyLength, wanted));
        }
    }

    private int bodyLength(byte type, byte[] array, int at) {
        int length = array[at] << 24 | (array[at + 1] & 0xff) << 16 | (array[at + 2] & 0xff) << 8 | array[at + 3] & 0xff;
        if (length < LENGTH_WORD) {
            throw new ProtocolViolationException("a message of length " + length + ": at least 4 is possible");
        }
        int maximum = BackendParser.maximumBody(type);
        if (maximum == BackendParser.UNKNOWN) {
            throw new ProtocolViolationException(
                    "a message of the unknown type 0x" + Integer.toHexString(type & 0xff) + ": is this a PostgreSQL server?");
        }
        if (length > WireLimits.SERVER_MAXIMUM) {
            throw new ProtocolViolationException("a message of " + length
                    + " bytes, more than PostgreSQL ever sends: is this a PostgreSQL server?");
        }
        if (length > limits.maxMessageSize()) {
            throw new ProtocolViolationException("a message of " + length + " bytes is above the maximum of "
                    + limits.maxMessageSize() + " bytes (max-message-size)");
        }
        if (length - LENGTH_WORD > maximum) {
            throw new ProtocolViolationException("a message of type '" + (char) type + "' cannot have "
                    + length + " bytes");
        }
        return length - LENGTH_WORD;
    }

    private void dispatch(byte type, byte[] array, int offset, int length, BackendHandler handler) {
        if (type == DataRow.CODE) {
            int fields = DataRow.check(array, offset, length);
            handler.row(array, offset + DataRow.FIELDS, length - DataRow.FIELDS, fields);
            return;
        }
        if (type == CopyData.CODE) {
            handler.copyData(array, offset, length);
            return;
        }
        BackendMessage message = parser.parse(type, array, offset, length);
        if (message instanceof AsynchronousMessage asynchronous) {
            handler.asynchronous(asynchronous);
        } else {
            handler.message(message);
        }
    }

    private boolean nextChunk() {
        Bytes next = waiting.poll();
        if (next == null) {
            return false;
        }
        WireReader reader = next.reader();
        chunk = reader.array();
        position = reader.position();
        end = position + next.length();
        return true;
    }

    /** A chunk that was used up must not stay reachable from an idle connection. */
    private void releaseChunk() {
        if (position == end) {
            chunk = header;
            position = 0;
            end = 0;
        }
    }

    private void refuseAfterViolation() {
        if (violation != null) {
            throw new ProtocolViolationException("the connection has failed before", violation);
        }
    }

    private void fail(ProtocolViolationException e) {
        violation = e;
        waiting.clear();
        position = end;
        releaseChunk();
        headerSize = 0;
        body = null;
        bodySize = 0;
    }
}
