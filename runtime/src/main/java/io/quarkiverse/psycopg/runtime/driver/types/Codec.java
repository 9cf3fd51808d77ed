package io.quarkiverse.psycopg.runtime.driver.types;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.RawValue;

/**
 * One SQL type: reads and writes its values in binary and text form.
 * <p>
 * Immutable and free of state; may be used from any thread. Everything that does not fit is a {@link DataException} that names
 * the SQL type and never shows the value. Source: PostgreSQL documentation, chapter 8, and the type's input, output, send and
 * receive functions.
 *
 * @param <T> the Java type of the values, as {@link io.quarkiverse.psycopg.Row#get(int)} gives them
 */
public abstract class Codec<T> {

    /** Package of the API's own value classes. */
    private static final String VALUES = "io.quarkiverse.psycopg.types.";

    private final int oid;
    private final String typeName;

    protected Codec(int oid, String typeName) {
        this.oid = oid;
        this.typeName = typeName;
    }

    /** The type's OID, as the 32 bits that the wire has. */
    public final int oid() {
        return oid;
    }

    /** The type's name, with its schema where that is not on everyone's search path. */
    public final String typeName() {
        return typeName;
    }

    /** How a primitive getter reads the binary form. */
    public Primitive primitive() {
        return Primitive.NONE;
    }

    /** Whether results of this type are asked for in binary form. */
    public boolean binary() {
        return true;
    }

    /** Whether the value holds text in the session's client encoding, which must be UTF-8 to be read. */
    public boolean carriesText() {
        return false;
    }

    /** Whether a value can show that its type is no longer as the catalog described it: there is a composite in it. */
    public boolean mayChange() {
        return false;
    }

    /**
     * Whether a value in binary form is as its type was described, as far as the value shows; where it is not, the type is
     * marked to be described anew. Asked only where {@link #mayChange}.
     */
    public boolean isCurrent(byte[] bytes, int offset, int length) {
        return true;
    }

    /** What separates the elements of an array of this type ({@code pg_type.typdelim}). */
    public char delimiter() {
        return ',';
    }

    /** Reads the binary form from exactly these bytes. */
    public abstract T decode(byte[] bytes, int offset, int length);

    /** What SQL NULL is read as: null, but for a typecaster that asks for it. */
    T decodeNull() {
        return null;
    }

    /** Reads the text form. */
    public abstract T parse(String text, Settings settings);

    /** The text form that the server would give under these settings. */
    public abstract String text(T value, Settings settings);

    /** The text form of a value in binary form. */
    public String text(byte[] bytes, int offset, int length, Settings settings) {
        return text(decode(bytes, offset, length), settings);
    }

    /**
     * The value as this type's own Java type: range-checked, never rounded.
     *
     * @throws DataException naming the value's class and this type, if it does not fit
     */
    public abstract T coerce(Object value);

    /** As {@link #coerce}, and a value that is in this type's own text or binary form already. */
    public final T accept(Object value) {
        if (!(value instanceof RawValue raw) || carriesText()) {
            return coerce(value);
        }
        byte[] bytes = raw.bytes();
        return raw.isBinary() ? decode(bytes, 0, bytes.length) : parse(raw.text().orElseThrow(), Settings.DEFAULT);
    }

    /** Whether the value can be sent in binary form; a string goes as text and is read by the server. */
    public boolean encodesBinary(Object value) {
        return binary() && !(value instanceof CharSequence);
    }

    /** Writes the binary form, without its length. */
    public abstract void encode(T value, WireWriter out);

    /** The text in which a parameter is sent where {@link #encodesBinary} is false. */
    public String parameterText(Object value) {
        return value instanceof CharSequence ? value.toString() : text(coerce(value), Settings.DEFAULT);
    }

    /**
     * The value as the asked class.
     *
     * @throws DataException naming this type and the class, if there is no such form
     */
    public <R> R as(T value, Class<R> target, Settings settings) {
        if (target.isInstance(value)) {
            return target.cast(value);
        }
        if (target == String.class || target == CharSequence.class) {
            return target.cast(text(value, settings));
        }
        throw cannotRead(target);
    }

    protected final DataException cannotRead(Class<?> target) {
        return new DataException(typeName + " cannot be read as " + target.getName());
    }

    protected final DataException cannotSend(Object value) {
        Class<?> type = value.getClass();
        boolean known = type.isArray() || type.getName().startsWith("java.") || type.getName().startsWith(VALUES);
        return new DataException(type.getName() + " cannot be sent as " + typeName + (known ? ""
                : ": register an Adapter<" + type.getSimpleName()
                        + "> (a bean, or registerAdapter), or let the class implement SqlAdaptable"));
    }

    protected final DataException outOfRange(Class<?> target) {
        return new DataException("a value of " + typeName + " is outside the range of " + target.getName());
    }

    protected final DataException malformed(String what) {
        return new DataException("malformed " + typeName + ": " + what);
    }

    protected final void requireLength(int expected, int length) {
        if (length != expected) {
            throw malformed("expected " + expected + " bytes, got " + length);
        }
    }
}
