package io.quarkiverse.psycopg.replication;

import io.quarkiverse.psycopg.error.DataException;

/**
 * A column's value was asked for that the server did not send, because the update left the large value as it was.
 */
public class UnchangedValueException extends DataException {

    private static final long serialVersionUID = 1L;

    private final String column;

    public UnchangedValueException(String table, String column) {
        super("column \"" + column + "\" of " + table
                + " is a large value that the update did not change, so the server did not"
                + " send it: set REPLICA IDENTITY FULL on the table, or observe RowChange<Row> and ask cell(\"" + column
                + "\") first");
        this.column = column;
    }

    /** The column's name. */
    public String column() {
        return column;
    }
}
