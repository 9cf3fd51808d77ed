package io.quarkiverse.psycopg.runtime.driver.auth;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * HMAC-SHA-256 under one key, for many messages: the hash's state behind the key is kept, so that a short message costs two
 * compressions, where {@link javax.crypto.Mac} takes four and an array. Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104#section-2">RFC 2104, Definition of HMAC</a>
 */
final class HmacSha256 {

    /** Bytes of a MAC. */
    static final int LENGTH = 32;

    private static final int BLOCK = 64;
    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5c;

    private final Start inner;
    private final Start outer;

    /** @param key of any length, an empty one too */
    HmacSha256(byte[] key) {
        byte[] block = key.length > BLOCK ? sha256().digest(key) : key;
        inner = Start.of(block, INNER_PAD);
        outer = Start.of(block, OUTER_PAD);
    }

    /** What each message is hashed behind: the padded key, and the state that it leaves. */
    private record Start(byte[] padded, MessageDigest state) {

        static Start of(byte[] key, byte pad) {
            byte[] padded = new byte[BLOCK];
            for (int i = 0; i < BLOCK; i++) {
                padded[i] = (byte) (pad ^ (i < key.length ? key[i] : 0));
            }
            MessageDigest state = sha256();
            state.update(padded);
            return new Start(padded, state);
        }

        void digest(byte[] message, int length, byte[] result) throws DigestException {
            MessageDigest digest = begin();
            digest.update(message, 0, length);
            digest.digest(result, 0, LENGTH);
        }

        private MessageDigest begin() {
            try {
                return (MessageDigest) state.clone();
            } catch (CloneNotSupportedException notWithThisProvider) {
                MessageDigest digest = sha256();
                digest.update(padded);
                return digest;
            }
        }
    }

    /**
     * Puts the MAC of a message where it is told to.
     *
     * @param mac at least {@value #LENGTH} bytes, of which the first ones are set; may be the message itself
     */
    void compute(byte[] message, byte[] mac) {
        try {
            inner.digest(message, message.length, mac);
            outer.digest(mac, LENGTH, mac);
        } catch (DigestException e) {
            throw new IllegalArgumentException("a MAC has " + LENGTH + " bytes, not " + mac.length, e);
        }
    }

    /** The MAC of one message. */
    static byte[] of(byte[] key, byte[] message) {
        byte[] mac = new byte[LENGTH];
        new HmacSha256(key).compute(message, mac);
        return mac;
    }

    /** The MAC of one text in UTF-8. */
    static byte[] of(byte[] key, String message) {
        return of(key, message.getBytes(StandardCharsets.UTF_8));
    }

    /** A plain SHA-256. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "HmacSha256[***]";
    }
}
