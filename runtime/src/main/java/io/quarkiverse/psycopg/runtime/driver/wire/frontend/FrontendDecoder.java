package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import java.util.Arrays;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.wire.WireLimits;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;

/**
 * Reads what a client sends, for tests: first the messages without a type byte up to a StartupMessage or CancelRequest,
 * then those with one. {@link #answered} must see what is sent to the client, because three different messages share the
 * type byte {@code p}. Not thread-safe.
 */
public final class FrontendDecoder {

    private static final int LENGTH_WORD = 4;

    private final WireLimits limits;
    private byte[] buffer = new byte[0];
    private int size;
    private boolean started;
    private FrontendType secret = FrontendType.PASSWORD_MESSAGE;

    public FrontendDecoder(WireLimits limits) {
        this.limits = limits;
    }

    /** Tells what the client was sent, which decides how its next message of type {@code p} reads. */
    public void answered(BackendMessage message) {
        secret = switch (message.type()) {
            case AUTHENTICATION_SASL -> FrontendType.SASL_INITIAL_RESPONSE;
            case AUTHENTICATION_SASL_CONTINUE, AUTHENTICATION_GSS, AUTHENTICATION_GSS_CONTINUE, AUTHENTICATION_SSPI ->
                FrontendType.SASL_RESPONSE;
            case AUTHENTICATION_CLEARTEXT_PASSWORD, AUTHENTICATION_MD5_PASSWORD -> FrontendType.PASSWORD_MESSAGE;
            default -> secret;
        };
    }

    /** Takes received bytes, which are copied, and hands over the messages that they complete. */
    public void feed(byte[] chunk, int offset, int length, Consumer<FrontendMessage> handler) {
        if (buffer.length - size < length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + length));
        }
        System.arraycopy(chunk, offset, buffer, size, length);
        size += length;
        int used = 0;
        for (int n = frame(used); n > 0; n = frame(used)) {
            FrontendMessage message = read(used, n);
            used += n;
            started |= message.type() == FrontendType.STARTUP_MESSAGE;
            handler.accept(message);
        }
        System.arraycopy(buffer, used, buffer, 0, size - used);
        size -= used;
    }

    /** The bytes that came and belong to no complete message yet. */
    public int bufferedBytes() {
        return size;
    }

    /** The size of the complete message at an index, 0 when it is not complete. */
    private int frame(int at) {
        int head = started ? 1 : 0;
        if (size - at < head + LENGTH_WORD) {
            return 0;
        }
        int length = new WireReader(buffer, at + head, LENGTH_WORD).readInt32();
        if (length < LENGTH_WORD || length > limits.maxMessageSize()) {
            throw new ProtocolViolationException("a request of length " + length);
        }
        return length <= size - at - head ? head + length : 0;
    }

    private FrontendMessage read(int at, int n) {
        int head = started ? 1 + LENGTH_WORD : LENGTH_WORD;
        WireReader in = new WireReader(buffer, at + head, n - head);
        FrontendMessage message = started ? typed(buffer[at], in) : untyped(in);
        in.requireEnd(message.type().name());
        return message;
    }

    private static FrontendMessage untyped(WireReader in) {
        int code = in.readInt32();
        return switch (code) {
            case RequestCode.SSL -> new SSLRequest();
            case RequestCode.GSSENC -> new GSSENCRequest();
            case RequestCode.CANCEL -> CancelRequest.read(in);
            default -> {
                if ((code & ~RequestCode.MINOR_MASK) != RequestCode.PROTOCOL_3) {
                    throw new ProtocolViolationException("a request of the unknown code " + code);
                }
                yield StartupMessage.read(code, in);
            }
        };
    }

    private FrontendMessage typed(byte type, WireReader in) {
        return switch (type) {
            case 'B' -> Bind.read(in);
            case 'C' -> Close.read(in);
            case 'D' -> Describe.read(in);
            case 'E' -> Execute.read(in);
            case 'F' -> FunctionCall.read(in);
            case 'H' -> EmptyRequest.FLUSH;
            case 'P' -> Parse.read(in);
            case 'Q' -> Query.read(in);
            case 'S' -> EmptyRequest.SYNC;
            case 'X' -> EmptyRequest.TERMINATE;
            case 'c' -> EmptyRequest.COPY_DONE;
            case 'd' -> CopyData.read(in);
            case 'f' -> CopyFail.read(in);
            case 'p' -> secret(in);
            default -> throw new ProtocolViolationException("a request of the unknown type " + type);
        };
    }

    private FrontendMessage secret(WireReader in) {
        if (secret == FrontendType.SASL_INITIAL_RESPONSE) {
            return SASLInitialResponse.read(in);
        }
        return secret == FrontendType.SASL_RESPONSE ? SASLResponse.read(in) : PasswordMessage.read(in);
    }
}
