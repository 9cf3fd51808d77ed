package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.quarkiverse.psycopg.runtime.driver.auth.ScramChallenge;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramKeyCache;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramKeys;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;

/**
 * What all connectors of a driver share for logging in by SCRAM: derivations that are bounded together, the keys that some
 * of them keep, and the source of nonces. Makes nothing before the first login. Thread-safe.
 */
public final class ScramLogins {

    private final KeyDerivation derivation = KeyDerivation.forThisMachine();
    private SecureRandom random;
    private ScramKeyCache kept;

    /** For nonces. */
    synchronized SecureRandom random() {
        if (random == null) {
            random = new SecureRandom();
        }
        return random;
    }

    private synchronized ScramKeyCache kept() {
        if (kept == null) {
            kept = new ScramKeyCache(random());
        }
        return kept;
    }

    /** The keys for a challenge, derived off the event loop. Completes on the context. */
    Future<ScramKeys> derive(Context context, String password, ScramChallenge challenge, BooleanSupplier cancelled) {
        return derivation.derive(context, password, challenge, cancelled);
    }

    /** As {@link #derive}, unless {@link #keep kept} keys will do. Completes on the context, never before it returns. */
    Future<ScramKeys> find(Context context, String user, String password, ScramChallenge challenge,
            BooleanSupplier cancelled) {
        Optional<ScramKeys> found = kept().find(user, password, challenge);
        if (found.isEmpty()) {
            return derive(context, password, challenge, cancelled);
        }
        Promise<ScramKeys> promise = ((ContextInternal) context).promise();
        context.runOnContext(ignored -> promise.complete(found.get()));
        return promise.future();
    }

    /** Keeps the keys of a login that succeeded. */
    void keep(String user, String password, ScramChallenge challenge, ScramKeys keys) {
        kept().keep(user, password, challenge, keys);
    }
}
