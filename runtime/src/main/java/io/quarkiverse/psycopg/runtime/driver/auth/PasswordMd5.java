package io.quarkiverse.psycopg.runtime.driver.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

/**
 * PostgreSQL's MD5 passwords: weak, for servers that know nothing better.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-START-UP">PostgreSQL documentation,
 *      AuthenticationMD5Password</a>
 */
public final class PasswordMd5 {

    private static final String PREFIX = "md5";

    private PasswordMd5() {
    }

    /** The form in which the server stores it: {@code md5} and the hash of password and user name in hexadecimal. */
    public static String stored(String user, String password) {
        return PREFIX + hex(utf8(password), utf8(user));
    }

    /** The answer to AuthenticationMD5Password. */
    public static String response(String user, String password, Bytes salt) {
        String inner = stored(user, password).substring(PREFIX.length());
        return PREFIX + hex(inner.getBytes(StandardCharsets.US_ASCII), salt.toByteArray());
    }

    private static String hex(byte[] first, byte[] second) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(first);
            return HexFormat.of().formatHex(md5.digest(second));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks MD5", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
