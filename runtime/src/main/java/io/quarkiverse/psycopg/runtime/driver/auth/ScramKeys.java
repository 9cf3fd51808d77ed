package io.quarkiverse.psycopg.runtime.driver.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

/**
 * What SCRAM derives from a password: enough to log in as its owner, so as secret as the password. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802#section-3">RFC 5802, SCRAM Algorithm Overview</a>
 */
public final class ScramKeys {

    private static final String HMAC = "HmacSHA256";
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
        byte[] prepared = SaslPrep.prepare(password).getBytes(StandardCharsets.UTF_8);
        Mac mac = hmac(prepared);
        mac.update(salt.toByteArray());
        byte[] block = mac.doFinal(FIRST_BLOCK);
        byte[] salted = block.clone();
        try {
            for (int i = 1; i < iterations; i++) {
                mac.update(block);
                mac.doFinal(block, 0);
                for (int b = 0; b < salted.length; b++) {
                    salted[b] ^= block[b];
                }
                if (i % BETWEEN_CHECKS == 0 && cancelled.getAsBoolean()) {
                    throw new CancellationException("the login was given up");
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot compute " + HMAC, e);
        }
        return new ScramKeys(hmac(salted, "Client Key"), hmac(salted, "Server Key"));
    }

    /** ClientProof for an exchange of messages: {@code ClientKey XOR HMAC(H(ClientKey), AuthMessage)}. */
    byte[] clientProof(String authMessage) {
        byte[] proof = hmac(sha256(clientKey), authMessage);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        return proof;
    }

    /** ServerSignature for an exchange of messages: {@code HMAC(ServerKey, AuthMessage)}. */
    byte[] serverSignature(String authMessage) {
        return hmac(serverKey, authMessage);
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
                + base64.encodeToString(sha256(clientKey)) + ":" + base64.encodeToString(serverKey);
    }

    /** HMAC-SHA-256 of a text. */
    static byte[] hmac(byte[] key, String text) {
        return hmac(key).doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Mac hmac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            // An empty key is one zero byte to HMAC, but not to SecretKeySpec.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks " + HMAC, e);
        }
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ScramKeys[***]";
    }
}
