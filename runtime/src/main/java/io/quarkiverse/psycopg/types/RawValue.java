package io.quarkiverse.psycopg.types;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A value of a type that the driver does not know: its type's name and OID, and its bytes as the server sent them.
 * <p>
 * May be sent back as a parameter of the same type. {@link #toString()} shows the type and never the value.
 */
public final class RawValue {

    private final String typeName;
    private final long oid;
    private final boolean binary;
    private final byte[] bytes;

    private RawValue(String typeName, long oid, boolean binary, byte[] bytes) {
        this.typeName = Objects.requireNonNull(typeName, "typeName");
        this.oid = oid;
        this.binary = binary;
        this.bytes = bytes;
    }

    /**
     * A value of the named type in its text form, as an {@link io.quarkiverse.psycopg.Adapter} gives it. The session looks up
     * the OID.
     *
     * @param typeName the type, with its schema where it needs one; empty where the server is to find it out
     */
    public static RawValue ofText(String typeName, String text) {
        return ofText(typeName, 0, text);
    }

    /** A value of the named type in its binary form; the bytes are copied. The session looks up the OID. */
    public static RawValue ofBinary(String typeName, byte[] bytes) {
        return ofBinary(typeName, 0, bytes);
    }

    /** A value in its type's text form. */
    public static RawValue ofText(String typeName, long oid, String text) {
        return new RawValue(typeName, oid, false, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A value in its type's binary form; the bytes are copied. */
    public static RawValue ofBinary(String typeName, long oid, byte[] bytes) {
        return new RawValue(typeName, oid, true, bytes.clone());
    }

    /** Name of the type as far as the catalog told it, else its OID in decimal. */
    public String typeName() {
        return typeName;
    }

    /** The type's OID, unsigned; 0 where only its name is known. */
    public long oid() {
        return oid;
    }

    /** Whether the bytes are the type's binary form; else they are its text in UTF-8. */
    public boolean isBinary() {
        return binary;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The type's text form, where that is what the server gave. */
    public Optional<String> text() {
        return binary ? Optional.empty() : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawValue that && oid == that.oid && binary == that.binary
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(oid) * 31 + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "RawValue[" + typeName + ", " + bytes.length + " bytes]";
    }
}
