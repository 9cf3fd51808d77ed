package io.quarkiverse.psycopg.runtime.glue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.Credentials;
import io.quarkiverse.psycopg.error.AuthenticationException;
import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.credentials.runtime.CredentialsProviderFinder;
import io.smallrye.mutiny.Uni;

/**
 * Asks a credentials provider, once for every physical connection: an answer is not kept, so that rotated passwords need no
 * restart.
 * <p>
 * What the provider throws is taken for passing: the pool tries again, and those who wait go on waiting. What the next question
 * would not change either is told to them at once: no such provider, no password, a time that is none, and a
 * {@link PgException} of the provider's own that is no {@link OperationalException}.
 */
final class ProvidedCredentials implements Supplier<Uni<Credentials>> {

    static final ConfiguredOptions.CredentialsFactory FACTORY = ProvidedCredentials::new;

    private final Optional<String> bean;
    private final String key;
    private final String user;

    /**
     * A source of credentials.
     *
     * @param bean the provider's bean name, where there are several
     * @param key the credentials' name
     * @param user who logs in where the provider does not say
     */
    ProvidedCredentials(Optional<String> bean, String key, String user) {
        this.bean = bean;
        this.key = key;
        this.user = user;
    }

    @Override
    public Uni<Credentials> get() {
        return Uni.createFrom().deferred(() -> provider().getCredentialsAsync(key))
                .map(this::credentials)
                .onFailure(e -> !(e instanceof PgException)).transform(e -> new OperationalException(
                        "the credentials provider failed for '" + key + "': " + e.getMessage(), e));
    }

    private CredentialsProvider provider() {
        try {
            return CredentialsProviderFinder.find(bean.orElse(null));
        } catch (RuntimeException e) {
            throw new ProgrammingException("there is no credentials provider"
                    + bean.map(name -> " whose bean is named '" + name + "'").orElse("")
                    + " to ask for '" + key + "': add the extension or the bean that provides it, or remove"
                    + " credentials-provider", e);
        }
    }

    private Credentials credentials(Map<String, String> answer) {
        String password = answer == null ? null : answer.get(CredentialsProvider.PASSWORD_PROPERTY_NAME);
        if (password == null) {
            throw new AuthenticationException("the credentials provider has no password for '" + key + "'");
        }
        Optional<Instant> expiresAt = Optional.ofNullable(answer.get(CredentialsProvider.EXPIRATION_TIMESTAMP_PROPERTY_NAME))
                .map(this::instant);
        return new Credentials(answer.getOrDefault(CredentialsProvider.USER_PROPERTY_NAME, user), password, expiresAt);
    }

    private Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new ProgrammingException(
                    "the credentials provider's " + CredentialsProvider.EXPIRATION_TIMESTAMP_PROPERTY_NAME
                            + " for '" + key + "' is '" + text + "', which is no time as in 2026-11-21T00:00:00Z",
                    e);
        }
    }
}
