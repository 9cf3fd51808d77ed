package io.quarkiverse.psycopg.testsupport;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

/**
 * The server's side of one SCRAM-SHA-256 login, for scripted servers; written apart from the driver's, so that both can
 * be wrong in their own way only.
 */
public final class ScramServer {

    private static final byte[] SALT = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };

    private final String password;
    private final int iterations;
    private String gs2Header;
    private String clientFirstBare;
    private String serverFirst;

    public ScramServer(String password, int iterations) {
        this.password = password;
        this.iterations = iterations;
    }

    /** What every such server salts its passwords with. */
    public static Bytes salt() {
        return Bytes.wrap(SALT);
    }

    /** The server-first-message in answer to the client's. */
    public String first(String clientFirst) {
        int bare = clientFirst.indexOf(',', clientFirst.indexOf(',') + 1) + 1;
        gs2Header = clientFirst.substring(0, bare);
        clientFirstBare = clientFirst.substring(bare);
        String nonce = clientFirstBare.substring(clientFirstBare.indexOf(",r=") + 3);
        serverFirst = "r=" + nonce + "server,s=" + base64(SALT) + ",i=" + iterations;
        return serverFirst;
    }

    /** What the client said about channel binding, such as {@code n,,}. */
    public String gs2Header() {
        return gs2Header;
    }

    /** The channel binding data of the client-final-message, after the header. */
    public byte[] bindingData(String clientFinal) {
        byte[] input = Base64.getDecoder().decode(clientFinal.substring(2, clientFinal.indexOf(',')));
        byte[] data = new byte[input.length - gs2Header.length()];
        System.arraycopy(input, gs2Header.length(), data, 0, data.length);
        return data;
    }

    /** Whether the client has proved that it knows the password. */
    public boolean isRight(String clientFinal) {
        int proofAt = clientFinal.lastIndexOf(",p=");
        byte[] proof = Base64.getDecoder().decode(clientFinal.substring(proofAt + 3));
        byte[] clientKey = hmac(salted(), "Client Key");
        byte[] signature = hmac(digest(clientKey), authMessage(clientFinal));
        for (int i = 0; i < signature.length; i++) {
            signature[i] ^= clientKey[i];
        }
        return MessageDigest.isEqual(proof, signature);
    }

    /** The server-final-message with the right signature. */
    public String last(String clientFinal) {
        return "v=" + base64(hmac(hmac(salted(), "Server Key"), authMessage(clientFinal)));
    }

    private String authMessage(String clientFinal) {
        return clientFirstBare + "," + serverFirst + "," + clientFinal.substring(0, clientFinal.lastIndexOf(",p="));
    }

    private byte[] salted() {
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), SALT, iterations, 256);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] digest(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
