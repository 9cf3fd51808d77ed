package io.quarkiverse.psycopg;

import java.util.Objects;

/**
 * What a transaction is to be like. Immutable: each method below gives a changed copy.
 *
 * {@snippet :
 * TransactionOptions.defaults().isolation(IsolationLevel.SERIALIZABLE).readOnly().deferrable()
 * }
 *
 * @param isolation what it sees of others
 * @param access whether it may write
 * @param deferral whether it waits for a safe snapshot
 */
public record TransactionOptions(IsolationLevel isolation, AccessMode access, Deferral deferral) {

    private static final TransactionOptions DEFAULTS = new TransactionOptions(IsolationLevel.DEFAULT, AccessMode.DEFAULT,
            Deferral.DEFAULT);

    public TransactionOptions {
        Objects.requireNonNull(isolation, "isolation");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(deferral, "deferral");
    }

    /** All as the server has it. */
    public static TransactionOptions defaults() {
        return DEFAULTS;
    }

    /** {@link IsolationLevel#SERIALIZABLE}, the rest as the server has it. */
    public static TransactionOptions serializable() {
        return DEFAULTS.isolation(IsolationLevel.SERIALIZABLE);
    }

    /** With another isolation level. */
    public TransactionOptions isolation(IsolationLevel level) {
        return new TransactionOptions(level, access, deferral);
    }

    /** With another access mode. */
    public TransactionOptions access(AccessMode mode) {
        return new TransactionOptions(isolation, mode, deferral);
    }

    /** With another deferral. */
    public TransactionOptions deferral(Deferral other) {
        return new TransactionOptions(isolation, access, other);
    }

    /** As {@code access(READ_ONLY)}. */
    public TransactionOptions readOnly() {
        return access(AccessMode.READ_ONLY);
    }

    /** As {@code deferral(DEFERRABLE)}. */
    public TransactionOptions deferrable() {
        return deferral(Deferral.DEFERRABLE);
    }
}
