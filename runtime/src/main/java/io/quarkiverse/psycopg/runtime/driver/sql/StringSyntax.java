package io.quarkiverse.psycopg.runtime.driver.sql;

/**
 * What a backslash is in {@code '…'}: the session's {@code standard_conforming_strings}, as far as it is known.
 */
public enum StringSyntax {
    /** An ordinary character: {@code standard_conforming_strings} is on. */
    CONFORMING,
    /** An escape: {@code standard_conforming_strings} is off. */
    ESCAPING,
    /** There is no session to ask: what is written must mean the same both ways. */
    UNKNOWN
}
