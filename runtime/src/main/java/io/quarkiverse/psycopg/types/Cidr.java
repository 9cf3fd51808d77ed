package io.quarkiverse.psycopg.types;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A network of IPv4 or IPv6: no bits are set behind its prefix.
 * Source: PostgreSQL documentation, 8.9.
 */
public final class Cidr {

    private final byte[] address;
    private final int prefix;

    private Cidr(byte[] address, int prefix) {
        this.address = IpAddress.checked(address);
        this.prefix = prefix;
        if (prefix < 0 || prefix > address.length * Byte.SIZE) {
            throw new IllegalArgumentException("a prefix has 0 to " + address.length * Byte.SIZE + " bits");
        }
        for (int bit = prefix; bit < address.length * Byte.SIZE; bit++) {
            if ((address[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) != 0) {
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
        return other instanceof Cidr that && prefix == that.prefix && Arrays.equals(address, that.address);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(address) * 31 + prefix;
    }

    /** The server's text: {@code address/prefix}. */
    @Override
    public String toString() {
        return IpAddress.text(address) + "/" + prefix;
    }
}
