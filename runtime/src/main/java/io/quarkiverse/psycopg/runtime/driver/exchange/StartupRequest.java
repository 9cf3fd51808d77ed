package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.psycopg.ProtocolVersion;
import io.quarkiverse.psycopg.runtime.driver.auth.AuthenticationPolicy;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

/**
 * How a session is to begin. {@link #toString()} hides the password.
 *
 * @param user the role
 * @param password its password, empty where there is none
 * @param parameters what else the startup message says: database, replication, settings
 * @param newest protocol version to ask for
 * @param oldest protocol version to be content with
 * @param policy which authentication is allowed
 * @param iterationCap the most SCRAM iterations
 * @param tls whether the stream is one of TLS
 * @param certificateHash of the server's certificate for channel binding, empty where none is defined
 */
public record StartupRequest(String user, Optional<String> password, Map<String, String> parameters, ProtocolVersion newest,
        ProtocolVersion oldest, AuthenticationPolicy policy, int iterationCap, boolean tls, Optional<Bytes> certificateHash) {

    public StartupRequest {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    @Override
    public String toString() {
        return "StartupRequest[user=" + user + ", password=" + (password.isPresent() ? "***" : "none") + ", " + newest + "]";
    }
}
