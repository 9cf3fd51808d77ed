package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2200M, {@code invalid_xml_document}.
 */
public class InvalidXmlDocumentException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidXmlDocumentException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
