package io.quarkiverse.psycopg.testsupport;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes inputs of seeds: bits flipped, lengths and counts replaced by edges, parts cut out, doubled or taken from another
 * seed. The same random source gives the same inputs.
 */
final class Mutations {

    private static final int[] EDGES = { 0, 1, 2, 3, 4, 5, -1, -2, -5, 127, 128, 255, 256, 32767, 32768, 65535, 65536,
            0x3fffffff,
            0x40000000, Integer.MAX_VALUE, Integer.MAX_VALUE - 4, Integer.MIN_VALUE };
    private static final int MOST_STEPS = 4;
    private static final int LARGEST = 64 * 1024;

    private final List<byte[]> seeds;
    private final Random random;

    Mutations(List<byte[]> seeds, Random random) {
        this.seeds = seeds;
        this.random = random;
    }

    byte[] next() {
        byte[] input = seed().clone();
        for (int i = random.nextInt(MOST_STEPS); i >= 0; i--) {
            input = step(input);
        }
        return input.length > LARGEST ? Arrays.copyOf(input, LARGEST) : input;
    }

    private byte[] step(byte[] input) {
        if (input.length == 0) {
            return seed().clone();
        }
        int at = random.nextInt(input.length);
        int length = random.nextInt(Math.min(32, input.length - at) + 1);
        switch (random.nextInt(8)) {
            case 0:
                input[at] ^= (byte) (1 << random.nextInt(8));
                return input;
            case 1:
                input[at] = (byte) random.nextInt();
                return input;
            case 2:
                return edge(input, at, Integer.BYTES);
            case 3:
                return edge(input, at, Short.BYTES);
            case 4:
                return Arrays.copyOf(input, at);
            case 5:
                return join(input, at, input, at + length, input.length);
            case 6:
                return join(input, at + length, input, at, input.length);
            default:
                byte[] other = seed();
                return join(input, at, other, other.length == 0 ? 0 : random.nextInt(other.length), other.length);
        }
    }

    private byte[] edge(byte[] input, int at, int size) {
        int edge = EDGES[random.nextInt(EDGES.length)];
        if (input.length - at >= size) {
            ByteBuffer buffer = ByteBuffer.wrap(input);
            if (size == Integer.BYTES) {
                buffer.putInt(at, edge);
            } else {
                buffer.putShort(at, (short) edge);
            }
        }
        return input;
    }

    private byte[] seed() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private static byte[] join(byte[] a, int aTo, byte[] b, int bFrom, int bTo) {
        byte[] joined = Arrays.copyOf(a, aTo + bTo - bFrom);
        System.arraycopy(b, bFrom, joined, aTo, bTo - bFrom);
        return joined;
    }
}
