package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2200L, {@code not_an_xml_document}.
 */
public class NotAnXmlDocumentException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public NotAnXmlDocumentException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
