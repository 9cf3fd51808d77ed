package io.quarkiverse.psycopg;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.connection.options.ConnectionString;
import io.quarkiverse.psycopg.runtime.driver.connection.options.PasswordEncryption;
import io.smallrye.mutiny.Uni;

/**
 * Connection strings as text, and passwords as the server stores them ({@code parse_dsn}, {@code make_dsn} and
 * {@code encrypt_password} of {@code psycopg2.extensions}). Variables and files are not asked here: see
 * {@link PgConnectOptions#parse(String)}. Errors never show values.
 */
public final class Dsn {

    private Dsn() {
    }

    /**
     * The options that a keyword string or URI gives, by libpq's names and in libpq's order, as they stand.
     *
     * @throws ProgrammingException malformed, or an unknown option
     */
    public static Map<String, String> parse(String dsn) {
        return ConnectionString.parseToNames(Objects.requireNonNull(dsn, "dsn"));
    }

    /**
     * The keyword string of these options, in their order. {@code database} is another name of {@code dbname}.
     *
     * @throws ProgrammingException an unknown option, or both names of the database
     */
    public static String make(Map<String, ?> options) {
        Map<String, String> texts = texts(options);
        String dsn = ConnectionString.write(texts);
        ConnectionString.parse(dsn);
        return dsn;
    }

    /**
     * The string with these options added or replaced; without any it comes back as it is. Options whose value is null are left
     * out.
     *
     * @throws ProgrammingException as {@link #parse} and {@link #make(Map)}
     */
    public static String make(String dsn, Map<String, ?> options) {
        Map<String, String> merged = parse(dsn);
        if (options.isEmpty()) {
            return dsn;
        }
        merged.putAll(texts(options));
        return make(merged);
    }

    /**
     * A password in the form in which the server stores it, for {@code ALTER ROLE … PASSWORD}: the cleartext then reaches no
     * log. {@code scram-sha-256} computes for some milliseconds: not for an event loop.
     *
     * @param algorithm {@code scram-sha-256} or {@code md5}
     * @throws ProgrammingException another algorithm, or a text that cannot be sent
     */
    public static String encryptPassword(String password, String user, String algorithm) {
        return PasswordEncryption.encrypt(password, user, algorithm);
    }

    /**
     * As {@link #encryptPassword(String, String, String)}, by the algorithm that the server would take
     * ({@code password_encryption}).
     *
     * @param scope a connection or pool to ask the server with
     */
    public static Uni<String> encryptPassword(String password, String user, PgExecutor scope) {
        return scope.fetchOne("SHOW password_encryption").map(row -> row.getString(0))
                .map(algorithm -> encryptPassword(password, user, algorithm.equals("on") ? "md5" : algorithm));
    }

    private static Map<String, String> texts(Map<String, ?> options) {
        if (options.containsKey("database") && options.containsKey("dbname")) {
            throw new ProgrammingException("you can't specify both \"database\" and \"dbname\"");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        options.forEach((name, value) -> {
            if (value != null) {
                texts.put(name.equals("database") ? "dbname" : name, value.toString());
            }
        });
        return texts;
    }
}
