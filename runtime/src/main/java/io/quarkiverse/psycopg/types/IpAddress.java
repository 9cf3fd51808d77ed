package io.quarkiverse.psycopg.types;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The bytes of an IPv4 or IPv6 address, and their text as the server writes it. An IPv4 address mapped into IPv6 stays one of
 * IPv6, which {@link InetAddress} would turn into IPv4.
 */
final class IpAddress {

    static final int V4_BYTES = 4;
    static final int V6_BYTES = 16;
    private static final int WORDS = 8;
    private static final int V4_WORDS = 6;

    private IpAddress() {
    }

    static byte[] checked(byte[] address) {
        if (address.length != V4_BYTES && address.length != V6_BYTES) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes");
        }
        return address.clone();
    }

    static InetAddress toInetAddress(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + address.length + " bytes", e);
        }
    }

    /** Splits {@code address[/prefix]}; the prefix is that of a single host where there is none. */
    static Parsed parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes = host.indexOf(':') >= 0 ? parseV6(host) : parseV4(host);
        int prefix = slash < 0 ? bytes.length * Byte.SIZE : number(text.substring(slash + 1), bytes.length * Byte.SIZE, 10);
        return new Parsed(bytes, prefix);
    }

    record Parsed(byte[] address, int prefix) {
    }

    private static byte[] parseV4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != V4_BYTES) {
            throw malformed();
        }
        byte[] bytes = new byte[V4_BYTES];
        for (int i = 0; i < V4_BYTES; i++) {
            bytes[i] = (byte) number(parts[i], 0xFF, 10);
        }
        return bytes;
    }

    private static byte[] parseV6(String text) {
        int gap = text.indexOf("::");
        byte[] head = words(gap < 0 ? text : text.substring(0, gap));
        byte[] tail = gap < 0 ? new byte[0] : words(text.substring(gap + 2));
        int length = head.length + tail.length;
        if (gap < 0 ? length != V6_BYTES : length >= V6_BYTES) {
            throw malformed();
        }
        byte[] bytes = Arrays.copyOf(head, V6_BYTES);
        System.arraycopy(tail, 0, bytes, V6_BYTES - tail.length, tail.length);
        return bytes;
    }

    private static byte[] words(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        boolean dotted = parts[parts.length - 1].indexOf('.') >= 0;
        if (parts.length > WORDS) {
            throw malformed();
        }
        byte[] bytes = new byte[parts.length * 2 + (dotted ? 2 : 0)];
        for (int i = 0; i < parts.length; i++) {
            if (dotted && i == parts.length - 1) {
                System.arraycopy(parseV4(parts[i]), 0, bytes, i * 2, V4_BYTES);
            } else {
                int word = number(parts[i], 0xFFFF, 16);
                bytes[i * 2] = (byte) (word >> 8);
                bytes[i * 2 + 1] = (byte) word;
            }
        }
        return bytes;
    }

    private static int number(String digits, int max, int radix) {
        if (digits.isEmpty() || digits.length() > 4 || Character.digit(digits.charAt(0), radix) < 0) {
            throw malformed();
        }
        try {
            int number = Integer.parseInt(digits, radix);
            if (number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("not an IPv4 or IPv6 address");
    }

    static String text(byte[] address) {
        if (address.length == V4_BYTES) {
            return dotted(address, 0);
        }
        int[] words = new int[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = (address[2 * i] & 0xFF) << 8 | address[2 * i + 1] & 0xFF;
        }
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < WORDS; i++) {
            int end = i;
            while (end < WORDS && words[end] == 0) {
                end++;
            }
            if (end - i > bestLength) {
                best = i;
                bestLength = end - i;
            }
        }
        return v6(address, words, best, best < 0 ? 0 : bestLength);
    }

    private static String v6(byte[] address, int[] words, int gap, int gapLength) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            if (gap >= 0 && i >= gap && i < gap + gapLength) {
                out.append(i == gap ? ":" : "");
                continue;
            }
            out.append(i > 0 ? ":" : "");
            if (i == V4_WORDS && gap == 0 && embedsV4(words, gapLength)) {
                return out.append(dotted(address, V6_BYTES - V4_BYTES)).toString();
            }
            out.append(Integer.toHexString(words[i]).toLowerCase(Locale.ROOT));
        }
        return out.append(gap >= 0 && gap + gapLength == WORDS ? ":" : "").toString();
    }

    private static boolean embedsV4(int[] words, int gapLength) {
        return gapLength == V4_WORDS || gapLength == 7 && words[7] != 1 || gapLength == 5 && words[5] == 0xFFFF;
    }

    private static String dotted(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) + "." + (bytes[at + 1] & 0xFF) + "." + (bytes[at + 2] & 0xFF) + "." + (bytes[at + 3] & 0xFF);
    }
}
