package io.quarkiverse.psycopg.runtime.replication;

import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangeFailed;
import io.quarkiverse.psycopg.replication.LogicalMessage;
import io.quarkiverse.psycopg.replication.PreparedTransactionEnd;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.replication.SchemaChange;
import io.quarkiverse.psycopg.replication.SlotLost;
import io.quarkiverse.psycopg.replication.TransactionBegin;
import io.quarkiverse.psycopg.replication.TransactionCommit;
import io.quarkiverse.psycopg.replication.TransactionPrepare;
import io.quarkiverse.psycopg.replication.Truncate;

/**
 * What an observer of a stream can ask for.
 */
public enum ObservedEvent {
    CHANGE(Change.class),
    ROW_CHANGE(RowChange.class),
    INSERT(RowChange.Insert.class),
    UPDATE(RowChange.Update.class),
    DELETE(RowChange.Delete.class),
    TRUNCATE(Truncate.class),
    BEGIN(TransactionBegin.class),
    COMMIT(TransactionCommit.class),
    PREPARE(TransactionPrepare.class),
    PREPARED_END(PreparedTransactionEnd.class),
    MESSAGE(LogicalMessage.class),
    SCHEMA_CHANGE(SchemaChange.class),
    SLOT_LOST(SlotLost.class),
    CHANGE_FAILED(ChangeFailed.class);

    private final Class<?> type;

    ObservedEvent(Class<?> type) {
        this.type = type;
    }

    /** The class of the observer's parameter. */
    public Class<?> type() {
        return type;
    }

    /** Whether the parameter has a type argument for rows. */
    public boolean hasRows() {
        return RowChange.class.isAssignableFrom(type);
    }
}
