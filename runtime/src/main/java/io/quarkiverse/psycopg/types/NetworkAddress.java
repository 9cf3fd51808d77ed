package io.quarkiverse.psycopg.types;

import java.net.InetAddress;
import java.util.Arrays;

/** An address of IPv4 or IPv6 and a prefix: what {@link Inet} and {@link Cidr} have in common. Immutable. */
public abstract sealed class NetworkAddress permits Inet, Cidr {

    private final byte[] address;
    private final int prefix;

    NetworkAddress(byte[] address, int prefix) {
        this.address = IpAddress.checked(address);
        this.prefix = prefix;
        if (prefix < 0 || prefix > bits()) {
            throw new IllegalArgumentException("a prefix has 0 to " + bits() + " bits");
        }
    }

    /** The address; one of IPv4 mapped into IPv6 becomes an Inet4Address, as Java does it. */
    public final InetAddress address() {
        return IpAddress.toInetAddress(address);
    }

    /** A copy of the 4 or 16 bytes. */
    public final byte[] bytes() {
        return address.clone();
    }

    /** Number of bits that are the network. */
    public final int prefix() {
        return prefix;
    }

    /** Whether the address has the 16 bytes of IPv6, an IPv4 address mapped into them too. */
    public final boolean isIpv6() {
        return address.length == IpAddress.V6_BYTES;
    }

    /** Number of bits of an address of this family: 32 or 128. */
    final int bits() {
        return address.length * Byte.SIZE;
    }

    /** Whether a bit is set, counted from the left. */
    final boolean bit(int index) {
        return (address[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1) != 0;
    }

    /** The address alone, as the server writes it. */
    final String addressText() {
        return IpAddress.text(address);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof NetworkAddress that && getClass() == that.getClass() && prefix == that.prefix
                && Arrays.equals(address, that.address);
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(address) * 31 + prefix;
    }
}
