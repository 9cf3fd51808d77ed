package io.quarkiverse.psycopg.runtime.driver.auth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

/**
 * What SCRAM derives from a password: enough to log in as its owner, so as secret as the password. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802#section-3">RFC 5802, SCRAM Algorithm Overview</a>
 */
public final class ScramKeys {

    private static final byte[] FIRST_BLOCK = { 0, 0, 0, 1 };
    private static final int BETWEEN_CHECKS = 1024;

    private final byte[] clientKey;
    private final byte[] serverKey;

    private ScramKeys(byte[] clientKey, byte[] serverKey) {
        this.clientKey = clientKey;
        this.serverKey = serverKey;
    }

    /**
     * Derives the keys: slow by intent (some 10 ms for 10,000 iterations), so never on an event loop.
     *
     * @param password as the user typed it
     * @param salt chosen by the server
     * @param iterations at least 1
     * @param cancelled asked now and then; once true the work stops
     * @throws CancellationException it was stopped
     */
    public static ScramKeys derive(String password, Bytes salt, int iterations, BooleanSupplier cancelled) {
        HmacSha256 hmac = new HmacSha256(SaslPrep.prepare(password).getBytes(StandardCharsets.UTF_8));
        byte[] block = new byte[HmacSha256.LENGTH];
        hmac.compute(firstInput(salt), block);
        byte[] salted = block.clone();
        for (int i = 1; i < iterations; i++) {
            hmac.compute(block, block);
            for (int b = 0; b < salted.length; b++) {
                salted[b] ^= block[b];
            }
            if (i % BETWEEN_CHECKS == 0 && cancelled.getAsBoolean()) {
                throw new CancellationException("the login was given up");
            }
        }
        return new ScramKeys(HmacSha256.of(salted, "Client Key"), HmacSha256.of(salted, "Server Key"));
    }

    private static byte[] firstInput(Bytes salt) {
        byte[] input = Arrays.copyOf(salt.toByteArray(), salt.length() + FIRST_BLOCK.length);
        System.arraycopy(FIRST_BLOCK, 0, input, salt.length(), FIRST_BLOCK.length);
        return input;
    }

    /** ClientProof for an exchange of messages: {@code ClientKey XOR HMAC(H(ClientKey), AuthMessage)}. */
    byte[] clientProof(String authMessage) {
        byte[] proof = HmacSha256.of(storedKey(), authMessage);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        return proof;
    }

    /** ServerSignature for an exchange of messages: {@code HMAC(ServerKey, AuthMessage)}. */
    byte[] serverSignature(String authMessage) {
        return HmacSha256.of(serverKey, authMessage);
    }

    private byte[] storedKey() {
        return HmacSha256.sha256().digest(clientKey);
    }

    /**
     * The form in which the server stores it: {@code SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey}. Nobody can log
     * in with it.
     *
     * @param salt that the keys were derived with
     * @param iterations that the keys were derived with
     */
    public String stored(Bytes salt, int iterations) {
        Base64.Encoder base64 = Base64.getEncoder();
        return "SCRAM-SHA-256$" + iterations + ":" + base64.encodeToString(salt.toByteArray()) + "$"
                + base64.encodeToString(storedKey()) + ":" + base64.encodeToString(serverKey);
    }

    @Override
    public String toString() {
        return "ScramKeys[***]";
    }
}
