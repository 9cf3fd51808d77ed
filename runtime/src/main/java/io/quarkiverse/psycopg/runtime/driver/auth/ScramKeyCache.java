package io.quarkiverse.psycopg.runtime.driver.auth;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

/**
 * Keys of logins that succeeded, by user, salt and iterations, so that the next login of the same user costs no
 * derivation. In memory only, bounded, thread-safe. A password other than the one that made the keys does not find
 * them.
 */
public final class ScramKeyCache {

    private static final int MOST = 64;

    private record Login(String user, ScramChallenge challenge, Bytes passwordTag) {
    }

    private final byte[] tagKey = new byte[32];
    private final Map<Login, ScramKeys> keys = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Login, ScramKeys> eldest) {
            return size() > MOST;
        }
    };

    public ScramKeyCache(SecureRandom random) {
        random.nextBytes(tagKey);
    }

    /** The keys that a former login left. */
    public Optional<ScramKeys> find(String user, String password, ScramChallenge challenge) {
        Login login = login(user, password, challenge);
        synchronized (keys) {
            return Optional.ofNullable(keys.get(login));
        }
    }

    /** Keeps the keys of a login in which the server has proved itself. */
    public void keep(String user, String password, ScramChallenge challenge, ScramKeys derived) {
        Login login = login(user, password, challenge);
        synchronized (keys) {
            keys.put(login, derived);
        }
    }

    private Login login(String user, String password, ScramChallenge challenge) {
        return new Login(user, challenge, Bytes.wrap(HmacSha256.of(tagKey, password)));
    }

    @Override
    public String toString() {
        return "ScramKeyCache[***]";
    }
}
