package io.quarkiverse.psycopg.runtime.driver.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

class ScramKeyCacheTest {

    private final ScramKeyCache cache = new ScramKeyCache(new SecureRandom());
    private final ScramChallenge challenge = new ScramChallenge(Bytes.utf8("salt"), 2);
    private final ScramKeys keys = ScramKeys.derive("secret", challenge.salt(), 2, () -> false);

    @Test
    void findsWhatWasKept() {
        cache.keep("ann", "secret", challenge, keys);
        assertThat(cache.find("ann", "secret", new ScramChallenge(Bytes.utf8("salt"), 2))).containsSame(keys);
    }

    @Test
    void everyPartOfTheKeyCounts() {
        cache.keep("ann", "secret", challenge, keys);
        assertThat(cache.find("bob", "secret", challenge)).isEmpty();
        assertThat(cache.find("ann", "other", challenge)).isEmpty();
        assertThat(cache.find("ann", "secret", new ScramChallenge(Bytes.utf8("tlas"), 2))).isEmpty();
        assertThat(cache.find("ann", "secret", new ScramChallenge(Bytes.utf8("salt"), 3))).isEmpty();
    }

    @Test
    void isBounded() {
        cache.keep("ann", "secret", challenge, keys);
        for (int i = 0; i < 64; i++) {
            cache.keep("user" + i, "secret", challenge, keys);
        }
        assertThat(cache.find("ann", "secret", challenge)).isEmpty();
        assertThat(cache.find("user63", "secret", challenge)).isPresent();
    }

    @Test
    void showsNothing() {
        cache.keep("ann", "secret", challenge, keys);
        assertThat(cache.toString()).doesNotContain("ann", "secret");
    }
}
