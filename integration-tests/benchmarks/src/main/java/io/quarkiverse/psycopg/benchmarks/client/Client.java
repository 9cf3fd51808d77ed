package io.quarkiverse.psycopg.benchmarks.client;

import io.quarkiverse.psycopg.benchmarks.workload.Tables;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;

/**
 * One peer's way of running the workloads, used by one thread. Methods block until all is done and return the number of rows
 * received, stored or decoded. Connections are opened when a workload first needs them, and kept.
 */
public interface Client extends AutoCloseable {

    /** Selects rows by {@link Tables#key(long)} on one connection, each in a transaction of its own. */
    default long selectByKey(int operations, int inFlight) throws Exception {
        throw notOffered();
    }

    /** The same within one transaction. */
    default long selectInTransaction(int operations, int inFlight) throws Exception {
        throw notOffered();
    }

    /** The same in units of that many selects, sent together, so many units under way. */
    default long selectInUnits(int operations, int unit, int atATime) throws Exception {
        throw notOffered();
    }

    /** Selects rows by key on a pool, by that many callers at a time, each with one select after the other. */
    default long selectOnPool(int operations, int callers, int connections) throws Exception {
        throw notOffered();
    }

    /** Takes that many rows by and by and reads every value. The statement is completed by a placeholder and the end. */
    default long streamRows(String statement, String end, int rows) throws Exception {
        throw notOffered();
    }

    /** Takes that many rows of {@link Tables#SELECT_ROWS} as one result, then reads every value. */
    default long fetchRows(int rows) throws Exception {
        throw notOffered();
    }

    /** Stores that many rows by {@link Tables#INSERT}. */
    default long insertMany(int rows) throws Exception {
        throw notOffered();
    }

    /** Receives notifications of {@link Tables#CHANNEL} that another connection sends by one statement. */
    default long receive(int notifications) throws Exception {
        throw notOffered();
    }

    /** Sends notifications from another connection, each when the one before it has been received. */
    default long pass(int notifications) throws Exception {
        throw notOffered();
    }

    /** Decodes that many inserts from the slot. */
    default long drain(int changes, String slot) throws Exception {
        throw notOffered();
    }

    /** Opens connections with SCRAM, one after the other, and closes each. */
    default long connect(int operations) throws Exception {
        throw notOffered();
    }

    /** The same, where keys that were derived from the password once may be used again. */
    default long connectAgain(int operations) throws Exception {
        return connect(operations);
    }

    private static UnsupportedOperationException notOffered() {
        return new UnsupportedOperationException("this client does not take part");
    }

    /** Runs one round. */
    default long run(Workload workload, int operations, String slot) throws Exception {
        return switch (workload) {
            case W1 -> selectByKey(operations, 1);
            case W2 -> selectByKey(operations, Workload.IN_FLIGHT);
            case W2_TRANSACTION -> selectInTransaction(operations, Workload.IN_FLIGHT);
            case W2_PIPELINE -> selectInUnits(operations, Workload.IN_FLIGHT, 1);
            case W2_UNITS -> selectInUnits(operations, Workload.IN_FLIGHT / 2, 2);
            case W3, W10_CALLERS_10, W10_CALLERS_100, W10_CALLERS_1000, W10_CONNECTIONS_10, W10_CONNECTIONS_100,
                    W10_CONNECTIONS_500 ->
                selectOnPool(operations, workload.callers(), workload.connections());
            case W4 -> streamRows(Tables.SELECT_ROWS, "", operations);
            case W10_ROWS_1M, W10_ROWS_10M, W10_ROWS_100M -> streamRows(Tables.SELECT_GENERATED, ") g", operations);
            case W4_AT_ONCE -> fetchRows(operations);
            case W5 -> insertMany(operations);
            case W6 -> receive(operations);
            case W6_ROUND_TRIP -> pass(operations);
            case W7 -> drain(operations, slot);
            case W8 -> connect(operations);
            case W8_CACHED -> connectAgain(operations);
            case W9 -> throw notOffered();
        };
    }
}
