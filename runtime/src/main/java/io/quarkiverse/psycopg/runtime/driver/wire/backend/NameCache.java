package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Arrays;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;

/**
 * Reads names that come again and again, so that each of them is made once: the bytes are compared with those of the names
 * that came before. Keeps a bounded number of short names, whatever the server sends. Not thread-safe.
 */
final class NameCache {

    /** A power of two. */
    private static final int PLACES = 256;
    /** Longer ones are read anew: PostgreSQL's names have 63 bytes, unless it was built otherwise. */
    private static final int LONGEST = 64;

    private record Name(byte[] bytes, String text) {

        private boolean isAt(byte[] array, int from, int to) {
            return Arrays.equals(bytes, 0, bytes.length, array, from, to);
        }
    }

    private final Name[] places = new Name[PLACES];
    private Name last = new Name(new byte[0], "");

    /** The text up to the next zero byte, which is consumed. */
    String read(WireReader in) {
        int start = in.position();
        byte[] array = in.array();
        int end = start + last.bytes.length;
        if (in.remaining() > last.bytes.length && array[end] == 0 && last.isAt(array, start, end)) {
            in.skip(last.bytes.length + 1);
            return last.text;
        }
        String text = in.readCString();
        int length = in.position() - 1 - start;
        return length > LONGEST ? text : known(text, array, start, start + length);
    }

    /** The name that was kept in place of the one just read; else this one is kept, in the place of what was there. */
    private String known(String read, byte[] array, int from, int to) {
        int place = read.hashCode() & PLACES - 1;
        Name name = places[place];
        if (name == null || !name.isAt(array, from, to)) {
            name = new Name(Arrays.copyOfRange(array, from, to), read);
            places[place] = name;
        }
        last = name;
        return name.text;
    }
}
