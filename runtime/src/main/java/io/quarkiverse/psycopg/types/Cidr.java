package io.quarkiverse.psycopg.types;

import java.net.InetAddress;

/**
 * A network of IPv4 or IPv6: no bits are set behind its prefix.
 * Source: PostgreSQL documentation, 8.9.
 */
public final class Cidr extends NetworkAddress {

    private Cidr(byte[] address, int prefix) {
        super(address, prefix);
        for (int bit = prefix; bit < bits(); bit++) {
            if (bit(bit)) {
                throw new IllegalArgumentException("a network has no bits behind its prefix");
            }
        }
    }

    /** From 4 or 16 bytes and the number of bits that are the network. */
    public static Cidr of(byte[] address, int prefix) {
        return new Cidr(address, prefix);
    }

    /** From a Java address and the number of bits that are the network. */
    public static Cidr of(InetAddress address, int prefix) {
        return new Cidr(address.getAddress(), prefix);
    }

    /**
     * From {@code address[/prefix]}.
     *
     * @throws IllegalArgumentException if it is neither IPv4 nor IPv6
     */
    public static Cidr parse(String text) {
        IpAddress.Parsed parsed = IpAddress.parse(text);
        return new Cidr(parsed.address(), parsed.prefix());
    }

    /** The server's text: {@code address/prefix}. */
    @Override
    public String toString() {
        return addressText() + "/" + prefix();
    }
}
