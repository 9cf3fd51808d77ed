package io.quarkiverse.psycopg;

/**
 * How a statement marks its parameters.
 */
public enum PlaceholderStyle {

    /** {@code %s} and {@code %(name)s}; a literal percent sign is {@code %%}. */
    PYFORMAT("pyformat"),

    /** {@code $1}, {@code $2}, as the server itself does. */
    NUMERIC("numeric");

    private final String keyword;

    PlaceholderStyle(String keyword) {
        this.keyword = keyword;
    }

    /** The value's spelling in a connection string. */
    public String keyword() {
        return keyword;
    }
}
