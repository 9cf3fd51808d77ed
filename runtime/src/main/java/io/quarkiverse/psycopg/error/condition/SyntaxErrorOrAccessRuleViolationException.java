package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42000, {@code syntax_error_or_access_rule_violation}.
 */
public class SyntaxErrorOrAccessRuleViolationException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SyntaxErrorOrAccessRuleViolationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
