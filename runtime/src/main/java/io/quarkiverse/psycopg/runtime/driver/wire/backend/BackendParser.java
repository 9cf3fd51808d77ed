package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;

/**
 * Makes a message of its type byte and body. Keeps its reader, the last command tag and the names of channels, so that a
 * repeated one costs nothing; one parser belongs to one connection.
 */
public final class BackendParser {

    /** The answer of {@link #maximumBody} for a byte that begins no message. */
    public static final int UNKNOWN = -1;

    /** Room for what is small by nature, as libpq has it for its short messages. */
    private static final int SMALL = 30_000;
    private static final int KEY_DATA = Integer.BYTES + BackendKeyData.KEY_MAXIMUM;

    private final WireReader reader = new WireReader(new byte[0]);
    private CommandComplete lastComplete = new CommandComplete(new CommandTag(""));
    /** Made for a connection that is notified. */
    private NameCache channels;

    /**
     * The largest body that a type of message can have, in bytes, so that a lying length is known before its bytes come.
     */
    public static int maximumBody(byte code) {
        return switch (code) {
            case 'D', 'd', 'T', 't', 'E', 'N', 'A', 'S', 'V', 'G', 'H', 'W', 'v' -> Integer.MAX_VALUE;
            case '1', '2', '3', 'n', 's', 'I', 'c' -> 0;
            case 'Z' -> 1;
            case 'C', 'R' -> SMALL;
            case 'K' -> KEY_DATA;
            default -> UNKNOWN;
        };
    }

    /**
     * Decodes one body.
     *
     * @param array stays referred to by a DataRow or CopyData
     * @throws ProtocolViolationException the body is not one of this type
     */
    public BackendMessage parse(byte code, byte[] array, int offset, int length) {
        reader.reset(array, offset, length);
        BackendMessage message = switch (code) {
            case 'D' -> DataRow.read(reader);
            case 'C' -> commandComplete();
            case 'Z' -> ReadyForQuery.read(reader);
            case '2' -> EmptyMessage.BIND_COMPLETE;
            case 'd' -> CopyData.read(reader);
            case 'A' -> notification();
            case 'T' -> RowDescription.read(reader);
            case 't' -> ParameterDescription.read(reader);
            case '1' -> EmptyMessage.PARSE_COMPLETE;
            case '3' -> EmptyMessage.CLOSE_COMPLETE;
            case 'n' -> EmptyMessage.NO_DATA;
            case 's' -> EmptyMessage.PORTAL_SUSPENDED;
            case 'I' -> EmptyMessage.EMPTY_QUERY_RESPONSE;
            case 'c' -> EmptyMessage.COPY_DONE;
            case 'E' -> ErrorResponse.read(reader);
            case 'N' -> NoticeResponse.read(reader);
            case 'S' -> ParameterStatus.read(reader);
            case 'R' -> authentication();
            case 'K' -> BackendKeyData.read(reader);
            case 'G' -> CopyInResponse.read(reader);
            case 'H' -> CopyOutResponse.read(reader);
            case 'W' -> CopyBothResponse.read(reader);
            case 'V' -> FunctionCallResponse.read(reader);
            case 'v' -> NegotiateProtocolVersion.read(reader);
            default -> throw new ProtocolViolationException(
                    "a message of the unknown type 0x" + Integer.toHexString(code & 0xff));
        };
        if (reader.remaining() != 0) {
            reader.requireEnd(message.type().name());
        }
        return message;
    }

    private BackendMessage authentication() {
        int kind = reader.readInt32();
        return switch (kind) {
            case AuthenticationCode.OK -> EmptyMessage.AUTHENTICATION_OK;
            case AuthenticationCode.KERBEROS_V5 -> EmptyMessage.AUTHENTICATION_KERBEROS_V5;
            case AuthenticationCode.CLEARTEXT_PASSWORD -> EmptyMessage.AUTHENTICATION_CLEARTEXT_PASSWORD;
            case AuthenticationCode.MD5_PASSWORD -> AuthenticationMD5Password.read(reader);
            case AuthenticationCode.GSS -> EmptyMessage.AUTHENTICATION_GSS;
            case AuthenticationCode.GSS_CONTINUE -> AuthenticationGSSContinue.read(reader);
            case AuthenticationCode.SSPI -> EmptyMessage.AUTHENTICATION_SSPI;
            case AuthenticationCode.SASL -> AuthenticationSASL.read(reader);
            case AuthenticationCode.SASL_CONTINUE -> AuthenticationSASLContinue.read(reader);
            case AuthenticationCode.SASL_FINAL -> AuthenticationSASLFinal.read(reader);
            default -> throw new ProtocolViolationException("an authentication request of the unknown kind " + kind);
        };
    }

    private NotificationResponse notification() {
        if (channels == null) {
            channels = new NameCache();
        }
        return NotificationResponse.read(reader, channels);
    }

    private CommandComplete commandComplete() {
        if (!sameAsLast()) {
            lastComplete = CommandComplete.read(reader);
        }
        return lastComplete;
    }

    private boolean sameAsLast() {
        String tag = lastComplete.tag().text();
        int length = tag.length();
        if (reader.remaining() != length + 1) {
            return false;
        }
        byte[] array = reader.array();
        int at = reader.position();
        for (int i = 0; i < length; i++) {
            if (array[at + i] != tag.charAt(i)) {
                return false;
            }
        }
        if (array[at + length] != 0) {
            return false;
        }
        reader.skip(length + 1);
        return true;
    }
}
