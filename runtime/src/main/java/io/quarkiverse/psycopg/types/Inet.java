package io.quarkiverse.psycopg.types;

import java.net.InetAddress;

/**
 * An address of IPv4 or IPv6, with the prefix of the network that it is in.
 * Source: PostgreSQL documentation, 8.9.
 */
public final class Inet extends NetworkAddress {

    private Inet(byte[] address, int prefix) {
        super(address, prefix);
    }

    /** From 4 or 16 bytes and the number of bits that are the network. */
    public static Inet of(byte[] address, int prefix) {
        return new Inet(address, prefix);
    }

    /** From a Java address and the number of bits that are the network. */
    public static Inet of(InetAddress address, int prefix) {
        return new Inet(address.getAddress(), prefix);
    }

    /**
     * From {@code address[/prefix]}.
     *
     * @throws IllegalArgumentException if it is neither IPv4 nor IPv6
     */
    public static Inet parse(String text) {
        IpAddress.Parsed parsed = IpAddress.parse(text);
        return new Inet(parsed.address(), parsed.prefix());
    }

    /** The server's text: {@code address/prefix}, without the prefix for a single host. */
    @Override
    public String toString() {
        return addressText() + (prefix() == bits() ? "" : "/" + prefix());
    }
}
