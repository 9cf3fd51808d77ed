package io.quarkiverse.psycopg.error;

/**
 * What became of the work of an operation whose reply was not received.
 */
public enum Outcome {

    /** Nothing reached the server: it is safe to try again. */
    NOT_SENT,

    /** The server has taken everything back, or will: it is safe to try again. */
    ROLLED_BACK,

    /** It may have taken effect or not. The driver never tries again by itself. */
    UNKNOWN
}
