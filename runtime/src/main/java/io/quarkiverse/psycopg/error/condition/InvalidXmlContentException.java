package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2200N, {@code invalid_xml_content}.
 */
public class InvalidXmlContentException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidXmlContentException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
