package io.quarkiverse.psycopg;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/**
 * What {@link PgConnectOptions} say of the login: as whom, to which database, and how it is protected. A builder's copy
 * changes; that of options never does.
 */
final class LoginSettings {

    String user = System.getProperty("user.name", "postgres");
    String database;
    String password;
    PasswordLookup passwordLookup;
    Supplier<Uni<Credentials>> credentials;
    PgTlsOptions tls = PgTlsOptions.builder().build();
    ChannelBinding channelBinding = ChannelBinding.PREFER;
    Set<AuthMethod> requireAuth = checked(EnumSet.of(AuthMethod.SCRAM_SHA_256, AuthMethod.NONE));
    int scramMaxIterations = 100_000;
    boolean scramKeyCache = false;

    LoginSettings() {
    }

    LoginSettings(LoginSettings other) {
        user = other.user;
        database = other.database;
        password = other.password;
        passwordLookup = other.passwordLookup;
        credentials = other.credentials;
        tls = other.tls;
        channelBinding = other.channelBinding;
        requireAuth = other.requireAuth;
        scramMaxIterations = other.scramMaxIterations;
        scramKeyCache = other.scramKeyCache;
    }

    static Set<AuthMethod> checked(Set<AuthMethod> methods) {
        if (methods.isEmpty()) {
            throw OptionChecks.refused("option \"require_auth\" must allow at least one method");
        }
        return Collections.unmodifiableSet(EnumSet.copyOf(methods));
    }

    /** The database, which is named as the user where nothing else is said. */
    String databaseOrUser() {
        return database == null ? user : database;
    }
}
