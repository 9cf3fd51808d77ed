package io.quarkiverse.psycopg;

import java.util.Objects;

/**
 * One server to try. A host that starts with {@code /} or {@code @} is the directory (or abstract name) of a Unix socket.
 *
 * @param host name, literal address or socket directory; what a certificate is checked against
 * @param address literal address that spares the name look-up (libpq's {@code hostaddr}), or the empty string
 * @param port 1 to 65535
 */
public record HostSpec(String host, String address, int port) {

    /** PostgreSQL's port. */
    public static final int DEFAULT_PORT = 5432;

    public HostSpec {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(address, "address");
        OptionChecks.text("host", host);
        OptionChecks.text("hostaddr", address);
        if (host.isEmpty() && address.isEmpty()) {
            throw OptionChecks.refused("a host is empty, and so is its address");
        }
        if (port < 1 || port > 65535) {
            throw OptionChecks.refused("invalid port number: " + port + " is not between 1 and 65535");
        }
    }

    /** A host whose name is looked up. */
    public HostSpec(String host, int port) {
        this(host, "", port);
    }

    /** Whether this is a Unix socket. */
    public boolean isUnixSocket() {
        return address.isEmpty() && (host.startsWith("/") || host.startsWith("@"));
    }

    /** What to connect to: the address where one is given, else the host. */
    public String target() {
        return address.isEmpty() ? host : address;
    }

    /** The socket file, {@code directory/.s.PGSQL.port}; only for a Unix socket. */
    public String socketPath() {
        return host + "/.s.PGSQL." + port;
    }

    @Override
    public String toString() {
        return isUnixSocket() ? socketPath() : (target().indexOf(':') < 0 ? target() : "[" + target() + "]") + ":" + port;
    }
}
