package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2200T, {@code invalid_xml_processing_instruction}.
 */
public class InvalidXmlProcessingInstructionException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidXmlProcessingInstructionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
