package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.stream.Collectors;

import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.error.ConnectionFailedException;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.TlsException;
import io.quarkiverse.psycopg.runtime.driver.connection.net.NetworkCause;

/**
 * Says in the user's words why no connection came about.
 */
final class ConnectFailures {

    private static final int DEEPEST = 20;

    private ConnectFailures() {
    }

    static PgException nameUnknown(HostSpec host, Throwable cause) {
        return new ConnectionFailedException("the host name \"" + host.target() + "\" cannot be resolved: "
                + (cause instanceof UnknownHostException ? "nobody knows it" : String.valueOf(cause.getMessage()))
                + "; check its spelling and the name service", cause);
    }

    /** The stream was not opened. */
    static PgException notOpened(Target target, Throwable cause) {
        if (cause instanceof PgException known) {
            return known;
        }
        return switch (NetworkCause.of(cause)) {
            case PLAIN_TEXT, TLS -> tls(target, cause);
            case SILENCE -> failed(target + " does not answer; a firewall may drop what is sent to it", cause);
            case NO_ROUTE -> failed(target + " cannot be reached: there is no route to it", cause);
            case NO_FILE ->
                failed("there is no socket " + target + ": does a PostgreSQL server run here and use that directory?",
                        cause);
            case REFUSED -> failed(target + " refuses connections: does a PostgreSQL server run there and listen on that port?",
                    cause);
            case OTHER -> failed(target + " cannot be connected: " + cause.getMessage(), cause);
        };
    }

    private static PgException failed(String message, Throwable cause) {
        return new ConnectionFailedException(message, cause);
    }

    static PgException noUnixSockets(Target target) {
        return new NotSupportedException("the Unix socket " + target + " needs Vert.x's native transport: add"
                + " io.netty:netty-transport-native-epoll (Linux) or -kqueue (macOS) with this machine's classifier and set"
                + " quarkus.vertx.prefer-native-transport=true");
    }

    /** The handshake failed. */
    static PgException tls(Target target, Throwable cause) {
        if (cause instanceof PgException known) {
            return known;
        }
        if (NetworkCause.of(cause) == NetworkCause.PLAIN_TEXT) {
            // The cause's message shows what came: text of somebody who was not authenticated.
            return new TlsException(
                    target + " went on in plain text after it had agreed to TLS: somebody may stand in between");
        }
        return new TlsException("TLS with " + target + " failed: " + explain(target, cause), cause);
    }

    private static String explain(Target target, Throwable cause) {
        if (NetworkCause.find(cause, CertificateExpiredException.class) != null) {
            return "the server's certificate has expired";
        }
        if (NetworkCause.find(cause, CertificateNotYetValidException.class) != null) {
            return "the server's certificate is not valid yet";
        }
        if (NetworkCause.find(cause, CertPathBuilderException.class) != null) {
            return "the server's certificate does not come from a trusted authority; name the right one (sslrootcert or the TLS"
                    + " configuration)";
        }
        CertificateException certificate = NetworkCause.find(cause, CertificateException.class);
        if (certificate != null) {
            String message = String.valueOf(certificate.getMessage());
            return message.startsWith("No name matching") || message.startsWith("No subject alternative")
                    ? "the server's certificate is not for \"" + target.host().host()
                            + "\"; connect by a name that it has, or have one made for this name"
                    : "the server's certificate does not fit: " + message;
        }
        return NetworkCause.find(cause, ClosedChannelException.class) != null ? "the server closed the connection"
                : String.valueOf(root(cause).getMessage());
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
            root = root.getCause();
        }
        return root;
    }

    /** All servers were tried in vain. What a server itself said goes before what the driver met at others. */
    static PgException all(List<PgException> failures) {
        if (failures.size() == 1) {
            return failures.get(0);
        }
        PgException told = failures.stream().filter(f -> f.sqlState().isPresent()).findFirst()
                .orElseGet(() -> new ConnectionFailedException("none of the servers could be connected: "
                        + failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; "))));
        failures.stream().filter(f -> f != told).forEach(told::addSuppressed);
        return told;
    }
}
