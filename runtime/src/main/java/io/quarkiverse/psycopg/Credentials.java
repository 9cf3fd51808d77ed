package io.quarkiverse.psycopg;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Who logs in. {@link #toString()} hides the password.
 *
 * @param user the role
 * @param password its password, empty for none
 * @param expiresAt until when they are good: a pool hands no connection out that logged in with them after that; empty for ever
 */
public record Credentials(String user, String password, Optional<Instant> expiresAt) {

    public Credentials {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        OptionChecks.text("user", user);
        OptionChecks.text("password", password);
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** Credentials that are good for ever. */
    public Credentials(String user, String password) {
        this(user, password, Optional.empty());
    }

    @Override
    public String toString() {
        return "Credentials[user=" + user + ", password=" + (password.isEmpty() ? "none" : "***") + "]";
    }
}
