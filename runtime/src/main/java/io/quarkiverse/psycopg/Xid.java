package io.quarkiverse.psycopg;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.psycopg.error.DataException;

/**
 * The identifier of a two-phase transaction: three parts, as the X/Open standard and DB-API have them, or a text of another
 * program's.
 * <p>
 * PostgreSQL keeps one text. The three parts are written as {@code formatId_base64(gtrid)_base64(bqual)}, as psycopg and pgjdbc
 * do. Two are equal whose text is equal.
 *
 * @see <a href="https://www.psycopg.org/docs/extensions.html#psycopg2.extensions.Xid">psycopg2.extensions.Xid</a>
 */
public final class Xid {

    /** Characters that {@code gtrid} and {@code bqual} may have. */
    private static final int MOST_CHARACTERS = 64;
    private static final Pattern PARTS = Pattern.compile("(\\d{1,10})_([^_]*)_([^_]*)");
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

    private final OptionalInt formatId;
    private final String gtrid;
    private final Optional<String> bqual;
    private final Optional<OffsetDateTime> prepared;
    private final Optional<String> owner;
    private final Optional<String> database;

    private Xid(OptionalInt formatId, String gtrid, Optional<String> bqual, Optional<OffsetDateTime> prepared,
            Optional<String> owner, Optional<String> database) {
        this.formatId = formatId;
        this.gtrid = gtrid;
        this.bqual = bqual;
        this.prepared = prepared;
        this.owner = owner;
        this.database = database;
    }

    /**
     * An identifier of three parts.
     *
     * @param formatId not negative
     * @param gtrid the global transaction: at most 64 characters, printable ASCII
     * @param bqual the branch: at most 64 characters, printable ASCII
     * @throws DataException for a part out of range
     */
    public static Xid of(int formatId, String gtrid, String bqual) {
        if (formatId < 0) {
            throw new DataException("expected a formatId from 0 to 2147483647, got " + formatId);
        }
        return new Xid(OptionalInt.of(formatId), part("gtrid", gtrid), Optional.of(part("bqual", bqual)), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    private static String part(String name, String value) {
        Objects.requireNonNull(value, name);
        if (value.length() > MOST_CHARACTERS) {
            throw new DataException("expected a " + name + " of at most " + MOST_CHARACTERS + " characters, got "
                    + value.length());
        }
        if (!PRINTABLE.matcher(value).matches()) {
            throw new DataException("expected a " + name + " of printable ASCII characters, got another one");
        }
        return value;
    }

    /**
     * Reads the text of an identifier. A text that this class would not write itself is kept as it is: it has neither
     * {@link #formatId()} nor {@link #bqual()}, and its {@link #gtrid()} is the whole of it.
     */
    public static Xid fromString(String text) {
        Objects.requireNonNull(text, "text");
        Matcher parts = PARTS.matcher(text);
        if (parts.matches()) {
            try {
                Xid xid = of(Integer.parseInt(parts.group(1)), decoded(parts.group(2)), decoded(parts.group(3)));
                if (xid.toString().equals(text)) {
                    return xid;
                }
            } catch (IllegalArgumentException | DataException e) {
                // another program's text that only looks like one of these
            }
        }
        return new Xid(OptionalInt.empty(), text, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
    }

    /** The same identifier, with what the server tells of the transaction prepared under it. */
    public Xid recovered(OffsetDateTime preparedAt, String preparedBy, String in) {
        return new Xid(formatId, gtrid, bqual, Optional.of(preparedAt), Optional.of(preparedBy), Optional.of(in));
    }

    /** The format; empty where the text is another program's. */
    public OptionalInt formatId() {
        return formatId;
    }

    /** The global transaction, or the whole text where it is another program's. */
    public String gtrid() {
        return gtrid;
    }

    /** The branch; empty where the text is another program's. */
    public Optional<String> bqual() {
        return bqual;
    }

    /** When it was prepared; empty unless recovered. */
    public Optional<OffsetDateTime> prepared() {
        return prepared;
    }

    /** The role that prepared it; empty unless recovered. */
    public Optional<String> owner() {
        return owner;
    }

    /** The database that it was prepared in, and in which alone it can be finished; empty unless recovered. */
    public Optional<String> database() {
        return database;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Xid xid && toString().equals(xid.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The text that PostgreSQL knows the transaction by. */
    @Override
    public String toString() {
        return formatId.isEmpty() ? gtrid
                : formatId.getAsInt() + "_" + encoded(gtrid) + "_" + encoded(bqual.orElseThrow());
    }

    private static String encoded(String part) {
        return Base64.getEncoder().encodeToString(part.getBytes(StandardCharsets.US_ASCII));
    }
}
