package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * All requests up to a Sync or Query are answered. {@code 'Z' | int32 5 | byte status}
 */
public record ReadyForQuery(TransactionIndicator status) implements BackendMessage {

    private static final ReadyForQuery IDLE = new ReadyForQuery(TransactionIndicator.IDLE);
    private static final ReadyForQuery IN_TRANSACTION = new ReadyForQuery(TransactionIndicator.IN_TRANSACTION);
    private static final ReadyForQuery FAILED = new ReadyForQuery(TransactionIndicator.FAILED);

    public ReadyForQuery {
        Objects.requireNonNull(status);
    }

    static ReadyForQuery read(WireReader in) {
        return switch (TransactionIndicator.of(in.readByte())) {
            case IDLE -> IDLE;
            case IN_TRANSACTION -> IN_TRANSACTION;
            case FAILED -> FAILED;
        };
    }

    @Override
    public BackendType type() {
        return BackendType.READY_FOR_QUERY;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeByte(status.code());
        out.endMessage(mark);
    }
}
