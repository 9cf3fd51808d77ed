package io.quarkiverse.psycopg.error;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The root of all failures that the driver reports (DB-API's {@code Error}). Unchecked.
 * <p>
 * {@link #getMessage()} of a server's error is its primary message, SQLSTATE and hint. DETAIL, CONTEXT and internal queries,
 * which may show row values, are in {@link #diagnostics()} only, and so is the value that the message of a data exception
 * quotes.
 */
public class PgException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Conditions that pass, and after which nothing of the transaction has taken effect: serialization_failure,
     * deadlock_detected, lock_not_available, class 53 without configuration_limit_exceeded, admin_shutdown, crash_shutdown,
     * cannot_connect_now, idle_session_timeout.
     */
    private static final Set<String> TRANSIENT = Set.of("40001", "40P01", "55P03", "53000", "53100", "53200", "53300",
            "57P01", "57P02", "57P03", "57P05");

    private final Diagnostics diagnostics;
    private Outcome outcome;
    private int entry = -1;

    public PgException(String message) {
        this(message, (Throwable) null);
    }

    public PgException(String message, Throwable cause) {
        super(message, cause);
        this.diagnostics = null;
    }

    /** What the server reported. */
    public PgException(Diagnostics diagnostics) {
        super(Objects.requireNonNull(diagnostics, "diagnostics").summary());
        this.diagnostics = diagnostics;
    }

    /** The server's SQLSTATE; empty where the driver found the failure. */
    public Optional<String> sqlState() {
        return diagnostics().flatMap(Diagnostics::sqlState);
    }

    /** All that the server reported; empty where the driver found the failure. */
    public Optional<Diagnostics> diagnostics() {
        return Optional.ofNullable(diagnostics);
    }

    /** Where in the statement the server found the error, in characters from 1. */
    public OptionalInt position() {
        return diagnostics == null ? OptionalInt.empty() : diagnostics.statementPosition();
    }

    /**
     * What became of the work where its reply was not received, or where the server ended the connection; empty for an error
     * after which the connection goes on.
     */
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Whether the connection is gone: it broke, or the server's error was fatal. */
    public boolean isConnectionLost() {
        return diagnostics != null && diagnostics.isFatal();
    }

    /**
     * Whether the same transaction may be run again from its start, and may then succeed: the condition passes, and nothing of
     * the work has taken effect. False where that is not certain.
     */
    public boolean isTransient() {
        if (outcome != null) {
            return outcome != Outcome.UNKNOWN;
        }
        return sqlState().filter(TRANSIENT::contains).isPresent();
    }

    /** Which entry of an {@code executeMany} failed, from 0; empty for all other operations. */
    public OptionalInt entry() {
        return entry < 0 ? OptionalInt.empty() : OptionalInt.of(entry);
    }

    /** For the driver: says which entry failed, before the exception is published. */
    public PgException atEntry(int index) {
        this.entry = index;
        return this;
    }

    @Override
    public String getMessage() {
        return entry < 0 ? super.getMessage() : "entry " + entry + ": " + super.getMessage();
    }

    /** For the factory, before the exception is published. */
    final void withOutcome(Outcome known) {
        this.outcome = known;
    }
}
