package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV021, {@code fdw_inconsistent_descriptor_information}.
 */
public class FdwInconsistentDescriptorInformationException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwInconsistentDescriptorInformationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
