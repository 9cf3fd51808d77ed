package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.psycopg.Credentials;
import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.ProtocolVersion;
import io.quarkiverse.psycopg.ReplicationMode;
import io.quarkiverse.psycopg.TargetSessionAttrs;
import io.quarkiverse.psycopg.runtime.driver.auth.AuthenticationPolicy;
import io.quarkiverse.psycopg.runtime.driver.auth.ServerEndPoint;
import io.quarkiverse.psycopg.runtime.driver.connection.net.TlsSession;
import io.quarkiverse.psycopg.runtime.driver.exchange.StartupRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

/**
 * Who logs in, and how, in one attempt. {@link #toString()} hides the password.
 *
 * @param options what was configured
 * @param credentials what a supplier gave instead, empty where there is none
 * @param newest protocol version to ask for
 * @param wanted what kind of server is acceptable
 */
record Login(PgConnectOptions options, Optional<Credentials> credentials, ProtocolVersion newest, TargetSessionAttrs wanted) {

    Login withNewest(ProtocolVersion version) {
        return new Login(options, credentials, version, wanted);
    }

    Login withWanted(TargetSessionAttrs kind) {
        return new Login(options, credentials, newest, kind);
    }

    String user() {
        return credentials.isPresent() ? credentials.get().user() : options.user();
    }

    Optional<String> password(HostSpec host) {
        String password = credentials.isPresent() ? credentials.get().password() : options.passwordFor(host).orElse("");
        return password.isEmpty() ? Optional.empty() : Optional.of(password);
    }

    ProtocolVersion oldest() {
        return options.minProtocolVersion();
    }

    StartupRequest request(PgConnectOptions connect, HostSpec host, Optional<TlsSession> tls) {
        return new StartupRequest(user(), password(host), parameters(), newest, oldest(),
                new AuthenticationPolicy(connect.requireAuth(), connect.channelBinding()), connect.scramMaxIterations(),
                tls.isPresent(), tls.isPresent() ? endPoint(tls.get()) : Optional.empty());
    }

    private static Optional<Bytes> endPoint(TlsSession tls) {
        return tls.serverCertificate().flatMap(ServerEndPoint::hash);
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("database", options.database());
        if (options.replication() != ReplicationMode.NONE) {
            parameters.put("replication", options.replication().keyword());
        }
        if (options.applicationName().isPresent()) {
            parameters.put("application_name", options.applicationName().get());
        }
        if (options.options().isPresent()) {
            parameters.put("options", options.options().get());
        }
        parameters.putAll(options.parameters());
        // The wire speaks UTF-8 only; whatever the database's encoding is, the server converts.
        parameters.put("client_encoding", "UTF8");
        return parameters;
    }

    @Override
    public String toString() {
        return "Login[" + user() + ", " + newest + ", " + wanted + "]";
    }
}
