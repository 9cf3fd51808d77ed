package io.quarkiverse.psycopg.runtime.driver.replication;

import java.util.Optional;

import io.quarkiverse.psycopg.error.AuthenticationException;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.error.TlsException;
import io.quarkiverse.psycopg.replication.SlotLostException;

/**
 * What a managed stream makes of a failure.
 */
enum StreamFailure {
    /** Another attempt may succeed by itself. */
    RETRY,
    /** Somebody else uses the slot. */
    SLOT_IN_USE,
    /** The slot or the WAL that it needs is gone. */
    SLOT_LOST,
    /** Somebody has to change something first. */
    FINAL;

    private static final String OBJECT_IN_USE = "55006";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String PREREQUISITE = "55000";
    private static final String UNDEFINED_OBJECT = "42704";
    private static final String UNDEFINED_FILE = "58P01";
    private static final String CONFIGURATION_LIMIT = "53400";
    private static final String UNDEFINED_DATABASE = "3D000";

    /** Why no walsender could be reached, with what is to be done where the server does not say it. */
    static Throwable toConnect(Throwable failure, String stream) {
        if (failure instanceof PgException e && e.sqlState().filter(INSUFFICIENT_PRIVILEGE::equals).isPresent()) {
            return new ProgrammingException(e.getMessage() + ": the role of replication stream \"" + stream
                    + "\" needs the REPLICATION attribute, run ALTER ROLE … REPLICATION, or connect as another role", e);
        }
        return failure;
    }

    static StreamFailure of(Throwable failure) {
        if (failure instanceof SlotLostException) {
            return SLOT_LOST;
        }
        if (failure instanceof ProtocolViolationException || failure instanceof NotSupportedException
                || failure instanceof AuthenticationException || failure instanceof TlsException) {
            return FINAL;
        }
        Optional<String> state = failure instanceof PgException e ? e.sqlState() : Optional.empty();
        if (state.isEmpty()) {
            return failure instanceof ProgrammingException || failure instanceof InterfaceException
                    || !(failure instanceof PgException) ? FINAL : RETRY;
        }
        return ofState(state.get(), String.valueOf(failure.getMessage()));
    }

    private static StreamFailure ofState(String state, String message) {
        switch (state) {
            case OBJECT_IN_USE:
                return SLOT_IN_USE;
            case UNDEFINED_FILE:
                return SLOT_LOST;
            case PREREQUISITE:
                return message.contains("can no longer") ? SLOT_LOST : FINAL;
            case UNDEFINED_OBJECT:
                return message.contains("replication slot") ? SLOT_LOST : FINAL;
            case CONFIGURATION_LIMIT:
            case UNDEFINED_DATABASE:
                return FINAL;
            default:
                // 28: authentication; 42: rights, names, syntax; 22: options; 0A: what the server has not
                return state.startsWith("28") || state.startsWith("42") || state.startsWith("22") || state.startsWith("0A")
                        ? FINAL
                        : RETRY;
        }
    }
}
