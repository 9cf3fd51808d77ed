package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2200S, {@code invalid_xml_comment}.
 */
public class InvalidXmlCommentException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidXmlCommentException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
