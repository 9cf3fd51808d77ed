package io.quarkiverse.psycopg.error;

/**
 * A typecaster failed on a value. The message names column, type and typecaster; the value's text is {@link #text()} alone, so
 * that it gets into no log by itself. The connection goes on.
 */
public class TypecastException extends DataException {

    private static final long serialVersionUID = 1L;

    private final String text;

    /**
     * @param text what the typecaster was given: the value's text form, or that of its bytes in hexadecimal
     * @param cause what it threw
     */
    public TypecastException(String message, String text, Throwable cause) {
        super(message, cause);
        this.text = text;
    }

    /** What the typecaster was given; null for SQL NULL. */
    public String text() {
        return text;
    }
}
