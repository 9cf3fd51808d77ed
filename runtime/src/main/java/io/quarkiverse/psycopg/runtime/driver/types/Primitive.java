package io.quarkiverse.psycopg.runtime.driver.types;

/**
 * What a column's binary value is, for getters that read it without an object in between.
 */
public enum Primitive {
    /** Nothing that a primitive getter could read straight from the bytes. */
    NONE,
    /** One byte, 0 or 1. */
    BOOL,
    /** int16. */
    INT2,
    /** int32. */
    INT4,
    /** int64. */
    INT8,
    /** uint32. */
    OID,
    /** IEEE 754 single. */
    FLOAT4,
    /** IEEE 754 double. */
    FLOAT8,
    /** int64, microseconds since 2000-01-01 00:00 UTC. */
    TIMESTAMPTZ,
    /** UTF-8, the same in text and binary. */
    TEXT
}
