package io.quarkiverse.psycopg;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * DB-API's cursor, asynchronous: {@code execute} keeps the result, {@code fetch…} and {@link #rows()} read it,
 * {@code description}, {@code rowCount} and the rest tell of it.
 * <p>
 * A cursor without a name holds its whole result on the client. A named one is declared on the server, holds one batch at a
 * time, and lives in a transaction unless it was made {@code withHold}. A connection has any number of cursors at once, and
 * calls may come from any thread: every {@link Uni} is lazy, and the order of subscription is the order of execution, on the
 * connection for what asks the server, on the cursor for everything. Attributes tell what is known when they are read.
 * <p>
 * Failures are {@link io.quarkiverse.psycopg.error.PgException}s: a
 * {@link io.quarkiverse.psycopg.error.ProgrammingException} where there is no result to fetch, an
 * {@link io.quarkiverse.psycopg.error.InterfaceException} after {@link #close()} or when the connection is closed.
 *
 * @see <a href="https://peps.python.org/pep-0249/#cursor-objects">PEP 249, Cursor Objects</a>
 * @see <a href="https://www.psycopg.org/docs/cursor.html">psycopg2, The cursor class</a>
 */
public interface PgCursor extends AdaptationScope {

    /** Rows that {@link #rows()} fetches at a time from a cursor on the server, unless told otherwise. */
    int DEFAULT_ITER_SIZE = 2000;

    /** The connection that this cursor was made by. */
    PgConnection connection();

    /** The name of a cursor on the server; empty for one on the client. */
    Optional<String> name();

    /** What was asked for by {@link CursorOptions.Builder#scrollable(boolean)}; empty where nothing was. */
    Optional<Boolean> scrollable();

    /** Whether this is a cursor on the server that outlives its transaction. */
    boolean withHold();

    /**
     * Runs a statement, or without arguments a text of several, and keeps what it gives. A named cursor is declared for the
     * statement, which must be a query, once.
     */
    default Uni<Void> execute(String sql, Args args) {
        return executeWithin(timeout(), sql, args);
    }

    /** As {@link #execute(String, Args)}, with a deadline of its own; {@link Duration#ZERO} for none. */
    Uni<Void> executeWithin(Duration timeout, String sql, Args args);

    /** As {@link #execute(String, Args)}, without arguments: nothing is scanned for placeholders. */
    default Uni<Void> execute(String sql) {
        return execute(sql, Args.none());
    }

    /** As {@link #execute(String, Args)}, with arguments by position. */
    default Uni<Void> execute(String sql, Object... args) {
        return execute(sql, Args.of(args));
    }

    /** As {@link #execute(String, Args)}, for composed SQL; it is written out when the operation starts. */
    default Uni<Void> execute(Sql sql, Args args) {
        return Uni.createFrom().deferred(() -> {
            SqlContext context = connection().sqlContext();
            return execute(args instanceof Args.None ? context.compose(sql) : context.composeTemplate(sql), args);
        });
    }

    /** As {@link #execute(Sql, Args)}, with arguments by position; none means that nothing is scanned. */
    default Uni<Void> execute(Sql sql, Object... args) {
        return execute(sql, args != null && args.length == 0 ? Args.none() : Args.of(args));
    }

    /**
     * Runs a statement once for each entry, in one go: outside a transaction all entries are kept or none. Rows are dropped;
     * {@link #rowCount()} is the sum.
     */
    Uni<Void> executeMany(String sql, Iterable<Args> entries);

    /**
     * Calls a function ({@code SELECT * FROM name(…)}) or procedure ({@code CALL name(…)}), found in the catalog before. Its
     * rows are the cursor's result.
     *
     * @param name {@code name} or {@code schema.name}, parts in double quotes where SQL needs them
     * @param args by position or by parameter name; output parameters may be among them or not
     * @return the arguments, those of in and out parameters replaced with the values that the routine gave
     */
    default Uni<Args> callProc(String name, Args args) {
        return callProcWithin(timeout(), name, args);
    }

    /** As {@link #callProc(String, Args)}, with a deadline of its own; {@link Duration#ZERO} for none. */
    Uni<Args> callProcWithin(Duration timeout, String name, Args args);

    /** As {@link #callProc(String, Args)}, with arguments by position. */
    default Uni<Args> callProc(String name, Object... args) {
        return callProc(name, args != null && args.length == 0 ? Args.none() : Args.of(args));
    }

    /** The next row, mapped; null behind the last one. */
    <T> Uni<T> fetchOne(RowMapper<T> mapper);

    /** The next rows, at most so many; all that are left where the number is negative and the cursor is on the client. */
    <T> Uni<List<T>> fetchMany(RowMapper<T> mapper, int size);

    /** All rows that are left, mapped. */
    <T> Uni<List<T>> fetchAll(RowMapper<T> mapper);

    /** As {@link #fetchOne(RowMapper)}, by the {@linkplain PgExecutor#mapper mapper} of a class. */
    default <T> Uni<T> fetchOne(Class<T> type) {
        return Uni.createFrom().deferred(() -> fetchOne(connection().mapper(type)));
    }

    /** As {@link #fetchMany(RowMapper, int)}, by the {@linkplain PgExecutor#mapper mapper} of a class. */
    default <T> Uni<List<T>> fetchMany(Class<T> type, int size) {
        return Uni.createFrom().deferred(() -> fetchMany(connection().mapper(type), size));
    }

    /** As {@link #fetchAll(RowMapper)}, by the {@linkplain PgExecutor#mapper mapper} of a class. */
    default <T> Uni<List<T>> fetchAll(Class<T> type) {
        return Uni.createFrom().deferred(() -> fetchAll(connection().mapper(type)));
    }

    /** As {@link #rows(RowMapper)}, by the {@linkplain PgExecutor#mapper mapper} of a class. */
    default <T> Multi<T> rows(Class<T> type) {
        return Multi.createFrom().deferred(() -> rows(connection().mapper(type)));
    }

    /** The next row; null behind the last one. */
    default Uni<Row> fetchOne() {
        return fetchOne(row -> row);
    }

    /** The next {@link #arraySize()} rows, or as many as are left. */
    default Uni<List<Row>> fetchMany() {
        return Uni.createFrom().deferred(() -> fetchMany(arraySize()));
    }

    /** The next rows, at most so many. */
    default Uni<List<Row>> fetchMany(int size) {
        return fetchMany(row -> row, size);
    }

    /** All rows that are left. */
    default Uni<List<Row>> fetchAll() {
        return fetchAll(row -> row);
    }

    /**
     * The rows that are left, as they are asked for. A named cursor fetches {@link #iterSize()} of them at a time, the next
     * batch while the present one is consumed. A new subscription goes on where the last one ended; a {@code fetch…} of a named
     * cursor goes on where the server stands, behind the batches that were fetched.
     */
    <T> Multi<T> rows(RowMapper<T> mapper);

    /** As {@link #rows(RowMapper)}, the rows themselves. */
    default Multi<Row> rows() {
        return rows(row -> row);
    }

    /** Skips rows, or goes back. On the client the target must be a row of the result. */
    Uni<Void> scroll(int value, ScrollMode mode);

    /** As {@link #scroll(int, ScrollMode)} from the present position. */
    default Uni<Void> scroll(int value) {
        return scroll(value, ScrollMode.RELATIVE);
    }

    /**
     * Goes to the next result of a text of several statements; false where there is none. After {@code execute} the last result
     * is current: {@link #firstSet()} goes back.
     */
    Uni<Boolean> nextSet();

    /** Goes back to the first result of a text of several statements; false where there is none. */
    Uni<Boolean> firstSet();

    /** The columns of the current result; empty where it has none, or there is none. */
    Optional<List<ColumnDescription>> description();

    /** Rows that the last operation returned or changed, -1 where there is no such number. */
    long rowCount();

    /** How many rows of the current result, or batch, were taken: the index of the next one. */
    long rowNumber();

    /** Always 0: the OID of an inserted row, which PostgreSQL has no more since version 12. */
    default long lastRowId() {
        return 0;
    }

    /** The last statement with its arguments written into it; empty before the first. */
    Optional<String> query();

    /** The server's word on the last statement; empty before the first, an empty text after one that failed. */
    Optional<String> statusMessage();

    /** How many rows {@link #fetchMany()} takes; 1 at first. */
    int arraySize();

    /** Sets {@link #arraySize()}; negative means all rows that are left. */
    PgCursor arraySize(int rows);

    /** How many rows {@link #rows()} fetches at a time from a cursor on the server. */
    int iterSize();

    /** Sets {@link #iterSize()}, at least 1. */
    PgCursor iterSize(int rows);

    /** The deadline of each operation; {@link Duration#ZERO} for none. */
    Duration timeout();

    /** Sets the deadline of operations that start from now on. */
    PgCursor timeout(Duration timeout);

    /** The zone in which {@code timestamptz} is read as a date and time with offset, or as text; empty for the session's. */
    Optional<ZoneId> zone();

    /** Sets {@link #zone()} for results from now on. psycopg's counterpart is {@code tzinfo_factory}. */
    PgCursor zone(ZoneId zone);

    /** Whether statements are logged; see {@link PgConnection#echo(boolean)}. */
    boolean echo();

    /** The statement with its arguments written into it as literals. Nothing is sent. */
    String mogrify(String sql, Args args);

    /** As {@link #mogrify(String, Args)}, with arguments by position. */
    default String mogrify(String sql, Object... args) {
        return mogrify(sql, Args.of(args));
    }

    /**
     * A text of the server as the value that a column of that type would give; a type that is not known keeps its text.
     *
     * @param typeOid OID of the type, unsigned
     * @throws io.quarkiverse.psycopg.error.DataException where the text is none of that type
     */
    Object cast(long typeOid, String text);

    /** Does nothing: DB-API asks for it, PostgreSQL needs it not. */
    default void setInputSizes(Object... sizes) {
        // by contract
    }

    /** Does nothing: DB-API asks for it, PostgreSQL needs it not. */
    default void setOutputSize(int size, int... column) {
        // by contract
    }

    /**
     * Runs the function in a transaction of these modes, as aiopg's {@code begin}: commits when its Uni gives a value, rolls
     * back when it fails or is cancelled. The transaction is the connection's: its other cursors are in it too. Refused where
     * one is open.
     */
    default <T> Uni<T> begin(TransactionOptions options, Function<PgCursor, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            TransactionStatus status = connection().transactionStatus();
            if (status == TransactionStatus.INTRANS || status == TransactionStatus.INERROR) {
                throw new ProgrammingException("begin cannot be used inside a transaction: use beginNested for a savepoint");
            }
            return connection().inTransaction(options, inner -> work.apply(this));
        });
    }

    /** As {@link #begin(TransactionOptions, Function)}, with the server's modes. */
    default <T> Uni<T> begin(Function<PgCursor, Uni<T>> work) {
        return begin(TransactionOptions.defaults(), work);
    }

    /** Runs the function in a savepoint, as aiopg's {@code begin_nested}; in a transaction where none is open. */
    default <T> Uni<T> beginNested(Function<PgCursor, Uni<T>> work) {
        return connection().inTransaction(inner -> work.apply(this));
    }

    /** The driver's own cursor, beneath those that forward to it. */
    PgCursor raw();

    /**
     * Closes the cursor, on the server too where it still is there. Repeated calls are without effect. A cursor that is not
     * closed ends with its connection, or when that goes back to its pool.
     */
    Uni<Void> close();

    /** Whether the cursor, or its connection, is closed. */
    boolean isClosed();
}
