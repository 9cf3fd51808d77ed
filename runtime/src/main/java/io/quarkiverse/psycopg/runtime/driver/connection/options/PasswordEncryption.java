package io.quarkiverse.psycopg.runtime.driver.connection.options;

import java.security.SecureRandom;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.auth.PasswordMd5;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramKeys;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

/**
 * Passwords in the form in which the server stores them, so that {@code ALTER ROLE … PASSWORD} carries no cleartext into logs.
 */
public final class PasswordEncryption {

    /** What the server itself takes by default (its {@code scram_iterations}, RFC 7677). */
    private static final int ITERATIONS = 4096;
    private static final int SALT_LENGTH = 16;

    private PasswordEncryption() {
    }

    /**
     * The stored form. SCRAM takes some milliseconds of computing.
     *
     * @param algorithm {@code scram-sha-256} or {@code md5}, as the server's {@code password_encryption}
     * @throws ProgrammingException another algorithm, NUL or a lone surrogate
     */
    public static String encrypt(String password, String user, String algorithm) {
        ConnectionString.refuseUnsendable("password", password);
        ConnectionString.refuseUnsendable("user", user);
        return switch (algorithm) {
            case "md5" -> PasswordMd5.stored(user, password);
            case "scram-sha-256" -> scram(password);
            default -> throw new ProgrammingException("password encryption failed: unrecognized password encryption algorithm"
                    + (algorithm.matches("[\\w-]{1,30}") ? " \"" + algorithm + "\"" : "") + "; it is scram-sha-256 or md5");
        };
    }

    private static String scram(String password) {
        byte[] salt = new byte[SALT_LENGTH];
        new SecureRandom().nextBytes(salt);
        return ScramKeys.derive(password, Bytes.wrap(salt), ITERATIONS, () -> false).stored(Bytes.wrap(salt), ITERATIONS);
    }
}
