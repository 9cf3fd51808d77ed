package io.quarkiverse.psycopg.runtime.driver.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.ScrollMode;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.condition.InFailedSqlTransactionException;
import io.quarkiverse.psycopg.error.condition.NoActiveSqlTransactionException;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.cursor.NamedCursorCommands;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.CursorCommand;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultSet;
import io.quarkiverse.psycopg.runtime.driver.exchange.Results;
import io.quarkiverse.psycopg.runtime.driver.exchange.StatementExchange;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A cursor on the server: declared by {@code execute}, read in batches. A name that something else has declared may be read
 * without executing, as psycopg's named cursors can.
 */
final class NamedCursor extends DriverCursor {

    private static final long NOT_KNOWN = -1;
    private static final String NO_SUCH_CURSOR = "34000";

    private final NamedCursorCommands commands;
    private final Session session;

    private boolean executed;
    /** Which transaction the cursor belongs to, by those that had ended when it was made or declared. */
    private volatile long transaction;

    /** Batches that {@link #rows} has fetched ahead; guarded by the turns. */
    private final ArrayDeque<ResultSet> ahead = new ArrayDeque<>();
    private boolean atEnd;
    /** The columns as the first batch had them: the formats that later ones are asked for in. Null while they are not known. */
    private volatile Columns described;

    NamedCursor(DriverConnection connection, CursorOptions options) {
        super(connection, options);
        this.commands = new NamedCursorCommands(options);
        this.session = connection.client().session();
        this.transaction = session.isExecuting() ? NOT_KNOWN : session.transactionsEnded();
    }

    @Override
    public Uni<Void> executeWithin(Duration timeout, String sql, Args args) {
        return this.<ResultSet, Void, Void> remote(timeout, (client, completion) -> {
            requireExecutable();
            boolean plain = args instanceof Args.None;
            String declare = plain ? commands.declare(sql) : commands.declareTemplate(sql, style());
            Exchange exchange = plain ? client.cursorCommand(declare, null, completion)
                    : client.unprepared(declare, args, binder(), Results.set(), completion);
            markExecuted();
            sends(declare, args);
            return exchange;
        }, declared -> {
            transaction = session.transactionsEnded();
            state().commanded(declared.tag());
            return null;
        }, done -> (Void) null).onFailure(NoActiveSqlTransactionException.class).transform(NamedCursor::outsideOfTransaction);
    }

    private static ProgrammingException outsideOfTransaction(Throwable cause) {
        return new ProgrammingException("can't use a named cursor outside of transactions: begin one, "
                + "or make the cursor withHold", cause);
    }

    private void requireExecutable() {
        if (turns().locked(() -> executed)) {
            throw new ProgrammingException("can't call execute on a named cursor more than once: make another one");
        }
        if (!withHold() && driverConnection().autocommit() && session.transactionStatus() == TransactionStatus.IDLE
                && !session.isExecuting()) {
            throw outsideOfTransaction(null);
        }
        requireTransaction();
    }

    private void markExecuted() {
        turns().locked(() -> executed = true);
    }

    /** The server drops a cursor with its transaction: a later one must not be aborted by asking for it. */
    private void requireTransaction() {
        if (transaction == NOT_KNOWN && !session.isExecuting()) {
            transaction = session.transactionsEnded();
        }
        if (isGone()) {
            throw new ProgrammingException("named cursor isn't valid anymore: its transaction has ended; "
                    + "make it withHold, or fetch before the end");
        }
    }

    @Override
    void statementFailed() {
        super.statementFailed();
        described = null;
        if (transaction == NOT_KNOWN) {
            transaction = session.transactionsEnded();
        }
    }

    private boolean isGone() {
        return !withHold() && transaction != NOT_KNOWN && transaction != session.transactionsEnded();
    }

    @Override
    public Uni<Void> executeMany(String sql, Iterable<Args> entries) {
        return refused("executeMany");
    }

    @Override
    public Uni<Args> callProcWithin(Duration timeout, String name, Args args) {
        return refused("callProc");
    }

    private <T> Uni<T> refused(String operation) {
        return Uni.createFrom().deferred(() -> {
            requireOpen();
            throw new ProgrammingException("can't call " + operation + " on a named cursor: use one without a name");
        });
    }

    @Override
    public <T> Uni<T> fetchOne(RowMapper<T> mapper) {
        return this.<ResultSet, Row, T> remote(timeout(), fetching(commands.fetch(1)), batch -> {
            fetched(batch);
            return state().next();
        }, row -> row == null ? null : mapper.map(row));
    }

    @Override
    public <T> Uni<List<T>> fetchMany(RowMapper<T> mapper, int size) {
        return this.<ResultSet, List<Row>, List<T>> remote(timeout(), fetching(commands.fetch(size)), batch -> {
            fetched(batch);
            return state().next(size);
        }, rows -> mapAll(rows, mapper));
    }

    @Override
    public <T> Uni<List<T>> fetchAll(RowMapper<T> mapper) {
        return this.<ResultSet, List<Row>, List<T>> remote(timeout(), fetching(commands.fetchAll()), batch -> {
            fetched(batch);
            return state().next(-1);
        }, rows -> mapAll(rows, mapper));
    }

    private void fetched(ResultSet batch) {
        describedBy(batch);
        forgetBatches();
        state().fetched(batch);
    }

    private void forgetBatches() {
        ahead.clear();
        atEnd = false;
    }

    /**
     * The first FETCH has its columns described before it is bound, so that the formats are those that the codecs read best;
     * those that follow are one round trip each where one format serves all columns. Otherwise they are described too: Bind
     * would have to name a format for each column, and the name may be a cursor's with another number of them by now. A cursor
     * that outlives transactions needs none to be read.
     */
    private StatementExecutor.Operation<ResultSet> fetching(String command) {
        return (client, completion) -> {
            requireTransaction();
            Columns like = described;
            if (like != null && like.in(client.types()).current().haveOneFormat()) {
                return moving(client.cursorCommand(command, like, completion));
            }
            StatementExchange first = client.unprepared(command, Args.none(), binder(), Results.set(), completion);
            return withHold() ? first.beginsNothing() : first;
        };
    }

    private Exchange moving(CursorCommand command) {
        return withHold() ? command.beginsNothing() : command;
    }

    /** Takes note of a batch's columns. A name that is another cursor's by now has others: they are described anew. */
    private void describedBy(ResultSet batch) {
        Columns known = described;
        if (known == null) {
            described = batch.columns();
        } else if (batch.columns() == null || !Arrays.equals(known.typeOids(), batch.columns().typeOids())) {
            described = null;
        }
    }

    @Override
    public <T> Multi<T> rows(RowMapper<T> mapper) {
        return new NamedCursorRows<>(this, mapper);
    }

    /** The next row of what was fetched, null where a batch must be fetched first. Under the lock. */
    Row nextFetched() {
        Row row = state().next();
        if (row == null && !ahead.isEmpty()) {
            ResultSet batch = ahead.poll();
            state().fetched(batch);
            atEnd = batch.rows().isEmpty();
            row = state().next();
        }
        return row;
    }

    /** Whether the last batch of {@link #rows} was empty: the cursor stands behind its last row. Under the lock. */
    boolean isAtEnd() {
        return atEnd;
    }

    /** Whether what was fetched does not suffice for so many rows more. Under the lock. */
    boolean wantsBatch(long rows) {
        return ahead.isEmpty() && rows > state().left();
    }

    /** A batch could not be fetched, and what was fetched before it is taken. Under the lock. */
    boolean failed() {
        ahead.clear();
        state().failed();
        return true;
    }

    /** The exchange of one more batch, not submitted yet; its rows are kept for {@link #nextFetched()}. */
    Exchange batch(Completion<ResultSet> completion) {
        requireOpen();
        Exchange exchange = this.<ResultSet, ResultSet> learning(driverConnection().client(),
                fetching(commands.fetch(iterSize())), batch -> {
                    describedBy(batch);
                    ahead.add(batch);
                    return batch;
                }, () -> {
                    // the rows that were fetched before it are still good
                }, completion);
        if (!timeout().isZero()) {
            exchange.endsBy(System.nanoTime() + timeout().toNanos());
        }
        return exchange;
    }

    Session session() {
        return session;
    }

    @Override
    public Uni<Void> scroll(int value, ScrollMode mode) {
        return this.<ResultSet, Void, Void> remote(timeout(), (client, completion) -> {
            requireTransaction();
            return moving(client.cursorCommand(commands.move(value, mode), null, completion));
        }, this::commanded, done -> null);
    }

    private Void commanded(ResultSet done) {
        forgetBatches();
        state().commanded(done.tag());
        return null;
    }

    @Override
    public Uni<Boolean> nextSet() {
        return local(() -> false, none -> none);
    }

    @Override
    public Uni<Boolean> firstSet() {
        return local(() -> false, none -> none);
    }

    @Override
    public Uni<Void> close() {
        return Uni.createFrom().deferred(() -> {
            boolean usable = !isClosed();
            if (!closesNow() || !usable || !mayBeOpen()) {
                return Uni.createFrom().voidItem();
            }
            return turns().locked(() -> executed) ? closeOnServer() : closeIfThere();
        });
    }

    private boolean mayBeOpen() {
        return session.transactionStatus() != TransactionStatus.INERROR && !isGone();
    }

    /** A cursor that something else has declared under this name is closed too. */
    private Uni<Void> closeIfThere() {
        return this.<ResultSet, Boolean> request((client, completion) -> client.own().catalogSet(NamedCursorCommands.EXISTS,
                List.of(name().orElseThrow()), completion).beginsNothing(), found -> {
                    forgetBatches();
                    state().fetched(found);
                    return !found.rows().isEmpty();
                }).chain(there -> there ? closeOnServer() : Uni.createFrom().voidItem());
    }

    /** The cursor may be gone, with a transaction that has ended meanwhile, or by somebody's CLOSE: then all is well. */
    private Uni<Void> closeOnServer() {
        return this.<ResultSet, Void> request(
                (client, completion) -> client.cursorCommand(commands.close(), null, completion).beginsNothing(),
                this::commanded)
                .onFailure(NamedCursor::isAlreadyClosed).recoverWithNull();
    }

    private static boolean isAlreadyClosed(Throwable failure) {
        return failure instanceof PgException known
                && (known.isConnectionLost() || known.sqlState().filter(NO_SUCH_CURSOR::equals).isPresent()
                        || known instanceof InFailedSqlTransactionException
                        || known instanceof InterfaceException);
    }

    /** As {@link #remote}, of a cursor that counts as closed already. */
    private <R, V> Uni<V> request(StatementExecutor.Operation<R> request, Function<? super R, ? extends V> learn) {
        StatementExecutor.Operation<V> operation = (client, completion) -> learning(client, request, learn,
                this::statementFailed, completion);
        return driverConnection().<V, V> run(operation, value -> value, timeout().toNanos());
    }
}
