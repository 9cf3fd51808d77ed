package io.quarkiverse.psycopg.runtime.driver.auth;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.psycopg.error.AuthenticationException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

/**
 * The client's side of one SCRAM-SHA-256 login, message by message: {@link #firstMessage}, {@link #challenge}, {@link
 * #finalMessage}, {@link #verify}, each once and in this order. Not thread-safe.
 * <p>
 * Anything malformed is a {@link ProtocolViolationException}; texts of the server are not repeated in it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802#section-7">RFC 5802, Formal Syntax</a>
 */
public final class ScramClient {

    /** What a server may ask for unless configured otherwise: PostgreSQL's own default is 4,096. */
    public static final int DEFAULT_ITERATION_CAP = 100_000;

    private static final int NONCE_BYTES = 18;
    private static final int LONGEST_MESSAGE = 8 * 1024;
    private static final Pattern SERVER_FIRST = Pattern
            .compile("r=([\\x21-\\x2b\\x2d-\\x7e]+),s=([A-Za-z0-9+/=]+),i=(\\d{1,10})");
    private static final Pattern SERVER_FINAL = Pattern.compile("v=([A-Za-z0-9+/=]+)");
    private static final Pattern SERVER_ERROR = Pattern.compile("e=([a-z0-9-]{1,64})");

    private enum State {
        NEW,
        FIRST_SENT,
        CHALLENGED,
        FINAL_SENT,
        ANSWERED,
        VERIFIED
    }

    private final ScramBinding binding;
    private final int iterationCap;
    private final String userName;
    private final String clientNonce;
    private State state = State.NEW;
    private String serverNonce;
    private String serverFirst;
    private byte[] expectedSignature;

    /**
     * @param binding what is said about the channel
     * @param iterationCap the most iterations that the server may ask for
     * @param random source of the nonce
     */
    public ScramClient(ScramBinding binding, int iterationCap, SecureRandom random) {
        // PostgreSQL takes the name from the startup message and ignores the one in here.
        this(binding, iterationCap, "", nonce(random));
    }

    /** For known test vectors. */
    ScramClient(ScramBinding binding, int iterationCap, String userName, String clientNonce) {
        this.binding = binding;
        this.iterationCap = iterationCap;
        this.userName = userName;
        this.clientNonce = clientNonce;
    }

    private static String nonce(SecureRandom random) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The client-first-message. */
    public Bytes firstMessage() {
        advance(State.NEW, State.FIRST_SENT);
        return Bytes.utf8(binding.gs2Header() + firstBare());
    }

    private String firstBare() {
        return "n=" + userName + ",r=" + clientNonce;
    }

    /**
     * Takes the server-first-message and checks all of it before anything is computed.
     *
     * @throws AuthenticationException more iterations are asked for than the cap allows
     */
    public ScramChallenge challenge(Bytes message) {
        advance(State.FIRST_SENT, State.CHALLENGED);
        String text = text(message);
        Matcher parts = SERVER_FIRST.matcher(text);
        if (!parts.matches()) {
            throw new ProtocolViolationException("malformed server-first-message of SCRAM");
        }
        serverFirst = text;
        serverNonce = parts.group(1);
        if (!serverNonce.startsWith(clientNonce) || serverNonce.length() == clientNonce.length()) {
            throw new ProtocolViolationException("the server's SCRAM nonce does not continue the client's");
        }
        return new ScramChallenge(Bytes.wrap(base64(parts.group(2), "salt")), iterations(Long.parseLong(parts.group(3))));
    }

    private int iterations(long asked) {
        if (asked < 1) {
            throw new ProtocolViolationException("the server asks for " + asked + " SCRAM iterations");
        }
        if (asked > iterationCap) {
            throw new AuthenticationException("the server asks for " + asked + " SCRAM iterations, more than the "
                    + iterationCap
                    + " that are allowed: nothing was computed; raise the limit only for a server that you trust");
        }
        return (int) asked;
    }

    /** The client-final-message with the proof. */
    public Bytes finalMessage(ScramKeys keys) {
        advance(State.CHALLENGED, State.FINAL_SENT);
        String withoutProof = "c=" + Base64.getEncoder().encodeToString(channelInput()) + ",r=" + serverNonce;
        String authMessage = firstBare() + "," + serverFirst + "," + withoutProof;
        expectedSignature = keys.serverSignature(authMessage);
        return Bytes.utf8(withoutProof + ",p=" + Base64.getEncoder().encodeToString(keys.clientProof(authMessage)));
    }

    private byte[] channelInput() {
        byte[] header = Bytes.utf8(binding.gs2Header()).toByteArray();
        byte[] input = new byte[header.length + binding.data().length()];
        System.arraycopy(header, 0, input, 0, header.length);
        System.arraycopy(binding.data().toByteArray(), 0, input, header.length, binding.data().length());
        return input;
    }

    /**
     * Takes the server-final-message: the server must prove that it knows the password too.
     *
     * @throws AuthenticationException it does not, or it says that it refuses
     */
    public void verify(Bytes message) {
        advance(State.FINAL_SENT, State.ANSWERED);
        String text = text(message);
        Matcher refusal = SERVER_ERROR.matcher(text);
        if (refusal.matches()) {
            throw new AuthenticationException("the server refuses the SCRAM login: " + refusal.group(1));
        }
        Matcher parts = SERVER_FINAL.matcher(text);
        if (!parts.matches()) {
            throw new ProtocolViolationException("malformed server-final-message of SCRAM");
        }
        if (!MessageDigest.isEqual(expectedSignature, base64(parts.group(1), "signature"))) {
            throw new AuthenticationException("the server's SCRAM signature is wrong: it does not know the password, so it is"
                    + " not the server that it seems to be, or somebody stands in between");
        }
        state = State.VERIFIED;
    }

    /** Whether the server has proved itself: only then may it say that the login succeeded. */
    public boolean isVerified() {
        return state == State.VERIFIED;
    }

    private void advance(State from, State to) {
        if (state != from) {
            throw new ProtocolViolationException("a SCRAM message out of order: " + to + " is not possible after " + state);
        }
        state = to;
    }

    private static String text(Bytes message) {
        if (message.length() > LONGEST_MESSAGE) {
            throw new ProtocolViolationException("a SCRAM message of " + message.length() + " bytes");
        }
        return message.toText();
    }

    private static byte[] base64(String text, String what) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length > 0 && text.length() % 4 == 0) {
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            throw new ProtocolViolationException("the server's SCRAM " + what + " is not base64");
        }
        throw new ProtocolViolationException("the server's SCRAM " + what + " is not base64");
    }

    @Override
    public String toString() {
        return "ScramClient[" + state + "]";
    }
}
