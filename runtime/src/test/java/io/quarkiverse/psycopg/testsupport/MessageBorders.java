package io.quarkiverse.psycopg.testsupport;

/**
 * Finds the borders of messages in one direction's stream, a byte at a time, without keeping them. Not thread-safe.
 */
final class MessageBorders {

    /** What a connection's stream consists of at present. */
    enum Phase {
        /** {@code int32 length | body}: what a client sends first. */
        UNTYPED,
        /** One byte: what a server answers to a request for encryption. */
        ANSWER,
        /** {@code byte type | int32 length | body} */
        TYPED,
        /** Encrypted, no borders to be seen. */
        OPAQUE
    }

    private static final int LENGTH_WORD = 4;
    private static final int CODE_END = 8;
    /** The first byte of a TLS record with a ClientHello. */
    private static final int TLS_HANDSHAKE = 0x16;

    private static final byte ERROR_RESPONSE = 'E';

    private Phase phase;
    private int position;
    private int type;
    private int length;
    private int code;

    MessageBorders(Phase phase) {
        this.phase = phase;
    }

    Phase phase() {
        return phase;
    }

    /** To be called at a border only. */
    void enter(Phase next) {
        phase = next;
        position = 0;
    }

    boolean atBorder() {
        return position == 0;
    }

    /** The type byte of the message that the last byte belonged to; 0 when it has none. */
    char type() {
        return (char) type;
    }

    /** The int32 after the length of the untyped message that the last byte belonged to. */
    int code() {
        return code;
    }

    /** Takes the next byte; whether it was the last one of a message. */
    boolean next(byte b) {
        return switch (phase) {
            case OPAQUE -> false;
            case ANSWER -> answer(b);
            case TYPED -> typed(b);
            case UNTYPED -> untyped(b);
        };
    }

    /** An old server answers with an ErrorResponse in place of the byte. */
    private boolean answer(byte b) {
        if (b == ERROR_RESPONSE) {
            phase = Phase.TYPED;
            return typed(b);
        }
        type = b & 0xff;
        return true;
    }

    private boolean typed(byte b) {
        if (position == 0) {
            type = b & 0xff;
            length = 0;
        } else if (position <= LENGTH_WORD) {
            length = length << 8 | b & 0xff;
        }
        position++;
        return ends(1 + LENGTH_WORD, 1 + length);
    }

    private boolean untyped(byte b) {
        if (position == 0) {
            if ((b & 0xff) == TLS_HANDSHAKE) {
                phase = Phase.OPAQUE;
                return false;
            }
            type = 0;
            length = 0;
            code = 0;
        }
        if (position < LENGTH_WORD) {
            length = length << 8 | b & 0xff;
        } else if (position < CODE_END) {
            code = code << 8 | b & 0xff;
        }
        position++;
        return ends(LENGTH_WORD, length);
    }

    private boolean ends(int header, int total) {
        if (position >= header && position >= total) {
            position = 0;
            return true;
        }
        return false;
    }
}
