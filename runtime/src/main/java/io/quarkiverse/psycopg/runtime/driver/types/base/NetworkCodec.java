package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.net.InetAddress;
import java.util.Arrays;

import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.Cidr;
import io.quarkiverse.psycopg.types.Inet;

/**
 * inet and cidr: {@code byte family | byte prefix | byte is cidr | byte length | address}. Source: PostgreSQL documentation,
 * 8.9.
 *
 * @param <T> Inet or Cidr
 */
public abstract class NetworkCodec<T> extends SimpleCodec<T> {

    /** PostgreSQL's own numbers (PGSQL_AF_INET and one more), the same on every platform. */
    private static final byte FAMILY_V4 = 2;
    private static final byte FAMILY_V6 = 3;
    private static final int HEADER = 4;
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;

    private final boolean cidr;

    NetworkCodec(int oid, String typeName, Class<T> type, boolean cidr) {
        super(oid, typeName, type);
        this.cidr = cidr;
    }

    abstract T of(byte[] address, int prefix);

    abstract byte[] address(T value);

    abstract int prefix(T value);

    @Override
    public final T decode(byte[] bytes, int offset, int length) {
        if (length != HEADER + V4_BYTES && length != HEADER + V6_BYTES) {
            throw malformed("its length is " + length);
        }
        int size = length - HEADER;
        if (bytes[offset + HEADER - 1] != size || bytes[offset] != (size == V4_BYTES ? FAMILY_V4 : FAMILY_V6)) {
            throw malformed("its family and length contradict each other");
        }
        try {
            return of(Arrays.copyOfRange(bytes, offset + HEADER, offset + length), bytes[offset + 1] & 0xFF);
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
    }

    @Override
    public final void encode(T value, WireWriter out) {
        byte[] address = address(value);
        out.writeByte(address.length == V4_BYTES ? FAMILY_V4 : FAMILY_V6);
        out.writeByte(prefix(value));
        out.writeByte(cidr ? 1 : 0);
        out.writeByte(address.length);
        out.writeBytes(address);
    }

    /** inet, as Inet; by request an InetAddress where it is a single host. */
    public static final class InetCodec extends NetworkCodec<Inet> {

        public InetCodec() {
            super(869, "inet", Inet.class, false);
        }

        @Override
        Inet of(byte[] address, int prefix) {
            return Inet.of(address, prefix);
        }

        @Override
        byte[] address(Inet value) {
            return value.bytes();
        }

        @Override
        int prefix(Inet value) {
            return value.prefix();
        }

        @Override
        Inet read(String text) {
            return Inet.parse(text);
        }

        @Override
        public Inet coerce(Object value) {
            return value instanceof InetAddress address ? Inet.of(address, address.getAddress().length * Byte.SIZE)
                    : super.coerce(value);
        }

        @Override
        public <R> R as(Inet value, Class<R> target, Settings settings) {
            boolean host = value.prefix() == value.bytes().length * Byte.SIZE;
            return host && InetAddress.class.isAssignableFrom(target) && target.isInstance(value.address())
                    ? target.cast(value.address())
                    : super.as(value, target, settings);
        }
    }

    /** cidr, as Cidr. */
    public static final class CidrCodec extends NetworkCodec<Cidr> {

        public CidrCodec() {
            super(650, "cidr", Cidr.class, true);
        }

        @Override
        Cidr of(byte[] address, int prefix) {
            return Cidr.of(address, prefix);
        }

        @Override
        byte[] address(Cidr value) {
            return value.bytes();
        }

        @Override
        int prefix(Cidr value) {
            return value.prefix();
        }

        @Override
        Cidr read(String text) {
            return Cidr.parse(text);
        }
    }
}
