package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import java.net.InetSocketAddress;
import java.util.Optional;

import io.netty.util.NetUtil;
import io.quarkiverse.psycopg.HostSpec;

/**
 * One place to connect to: one address of a host, or a Unix socket.
 *
 * @param host what the user wrote
 * @param address with the host's name beside it, which certificates are checked against; empty for a Unix socket
 */
record Target(HostSpec host, Optional<InetSocketAddress> address) {

    boolean isUnixSocket() {
        return address.isEmpty();
    }

    /** What to ask for by SNI; empty for a literal address, which RFC 6066 does not allow there. */
    Optional<String> serverName() {
        String name = host.host();
        return isUnixSocket() || name.isEmpty() || NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name)
                ? Optional.empty()
                : Optional.of(name);
    }

    /** For messages: the host as written, and the address where that is another text. */
    @Override
    public String toString() {
        String written = host.toString();
        String found = address.map(a -> a.getAddress().getHostAddress()).orElse("");
        return found.isEmpty() || written.contains(found) ? written : written + " (" + found + ")";
    }
}
