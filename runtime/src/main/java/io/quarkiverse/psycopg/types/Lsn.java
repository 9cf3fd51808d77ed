package io.quarkiverse.psycopg.types;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.psycopg.error.DataException;

/**
 * A position in the server's write-ahead log, in bytes since its beginning; SQL's {@code pg_lsn}. Positions are unsigned 64-bit
 * numbers and compare so: {@code FFFFFFFF/FFFFFFFF} is the largest, never -1.
 *
 * @param value the position's 64 bits, to be read as unsigned
 * @see <a href="https://www.postgresql.org/docs/18/datatype-pg-lsn.html">PostgreSQL documentation 8.20, pg_lsn Type</a>
 */
public record Lsn(long value) implements Comparable<Lsn> {

    /** No position: where the server is told to begin at the position that it knows. */
    public static final Lsn INVALID = new Lsn(0);

    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

    /** The position of these 64 bits, read as unsigned. */
    public static Lsn of(long value) {
        return value == 0 ? INVALID : new Lsn(value);
    }

    /**
     * Reads the server's text form, two hexadecimal numbers of up to eight digits: {@code 16/B374D848}.
     *
     * @throws DataException if the text is anything else
     */
    public static Lsn parse(String text) {
        Objects.requireNonNull(text, "text");
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new DataException(
                    "not a WAL position: expected two hexadecimal numbers of one to eight digits such as 16/B374D848");
        }
        return of(Long.parseLong(matcher.group(1), 16) << 32 | Long.parseLong(matcher.group(2), 16));
    }

    /** Whether this is a position at all, that is, not {@code 0/0}. */
    public boolean isValid() {
        return value != 0;
    }

    /** Whether this position comes before the other one in the log. */
    public boolean isBefore(Lsn other) {
        return compareTo(other) < 0;
    }

    /** Whether this position comes behind the other one in the log. */
    public boolean isAfter(Lsn other) {
        return compareTo(other) > 0;
    }

    /** The later of the two positions. */
    public Lsn max(Lsn other) {
        return isBefore(other) ? other : this;
    }

    /** The position so many bytes further on (back, if negative); it wraps around as unsigned 64-bit numbers do. */
    public Lsn plus(long bytes) {
        return of(value + bytes);
    }

    /** Bytes of log from the earlier position to this one; 0 where the other is not earlier, Long.MAX_VALUE at most. */
    public long bytesSince(Lsn earlier) {
        if (!earlier.isBefore(this)) {
            return 0;
        }
        long distance = value - earlier.value;
        return distance < 0 ? Long.MAX_VALUE : distance;
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** The server's text form, upper case and without leading zeros: {@code 16/B374D848}. */
    @Override
    public String toString() {
        return Long.toHexString(value >>> 32).toUpperCase(Locale.ROOT) + '/'
                + Long.toHexString(value & 0xFFFFFFFFL).toUpperCase(Locale.ROOT);
    }
}
