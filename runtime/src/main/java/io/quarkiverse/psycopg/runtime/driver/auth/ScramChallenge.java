package io.quarkiverse.psycopg.runtime.driver.auth;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

/**
 * What the server-first-message asks the client to compute with.
 *
 * @param salt chosen by the server for this password
 * @param iterations of the key derivation, at least 1 and at most the client's cap
 */
public record ScramChallenge(Bytes salt, int iterations) {
}
