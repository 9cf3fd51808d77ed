package io.quarkiverse.psycopg.types;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * An address of IPv4 or IPv6, with the prefix of the network that it is in.
 * Source: PostgreSQL documentation, 8.9.
 */
public final class Inet {

    private final byte[] address;
    private final int prefix;

    private Inet(byte[] address, int prefix) {
        this.address = IpAddress.checked(address);
        this.prefix = prefix;
        if (prefix < 0 || prefix > address.length * Byte.SIZE) {
            throw new IllegalArgumentException("a prefix has 0 to " + address.length * Byte.SIZE + " bits");
        }
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

    /** The address; one of IPv4 mapped into IPv6 becomes an Inet4Address, as Java does it. */
    public InetAddress address() {
        return IpAddress.toInetAddress(address);
    }

    /** A copy of the 4 or 16 bytes. */
    public byte[] bytes() {
        return address.clone();
    }

    /** Number of bits that are the network. */
    public int prefix() {
        return prefix;
    }

    public boolean isIpv6() {
        return address.length == IpAddress.V6_BYTES;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Inet that && prefix == that.prefix && Arrays.equals(address, that.address);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(address) * 31 + prefix;
    }

    /** The server's text: {@code address/prefix}, without the prefix for a single host. */
    @Override
    public String toString() {
        return IpAddress.text(address) + (prefix == address.length * Byte.SIZE ? "" : "/" + prefix);
    }
}
