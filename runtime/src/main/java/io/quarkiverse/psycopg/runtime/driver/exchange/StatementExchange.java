package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.List;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.error.ServerErrors;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;

/**
 * The part that all extended-protocol operations share: find or prepare the statement, bind its values.
 * <p>
 * A statement that is not prepared takes Parse, Describe and Flush first; Bind waits for the description, because values
 * are sent as the types that ParameterDescription gives. A prepared one takes Bind and Execute at once.
 */
public abstract class StatementExchange extends Exchange {

    /** SQLSTATE feature_not_supported: "cached plan must not change result type". */
    private static final String CACHED_PLAN_CHANGED = "0A000";
    /** SQLSTATE invalid_sql_statement_name: the prepared statement is gone. */
    private static final String STATEMENT_GONE = "26000";
    /** SQLSTATEs with which the server refuses a composite whose columns are no longer those of its description. */
    private static final String DATATYPE_MISMATCH = "42804";
    private static final String INVALID_TEXT = "22P02";
    private static final String INVALID_BINARY = "22P03";
    /** Parameters that Bind's int16 count can hold. */
    private static final int MAX_PARAMETERS = 65_535;

    private enum Stage {
        PREPARING,
        TYPES,
        BIND,
        RESULT,
        LOCAL_FAILURE
    }

    private final String sql;
    private final List<?> values;
    private final StatementScope scope;
    private final TransactionEffect effect;

    private Stage stage;
    private int closesOutstanding;
    /** Null as long as all that Bind needs was known. */
    private StatementPreparation preparation;
    private PreparedStatement prepared;
    /** As they were at Bind: the statement's may become others while this exchange is under way. */
    private Columns columns;
    private PgException failure;
    private boolean lookedUp;
    private boolean wasCached;
    private boolean ranAgain;
    private boolean wantsToRunAgain;
    private boolean told;
    private boolean runsInTransaction = true;

    /** @param values of the parameters, not to be changed any more */
    StatementExchange(String sql, List<?> values, StatementScope scope) {
        this.sql = sql;
        this.values = values;
        this.scope = scope;
        this.effect = scope.effects().of(sql);
    }

    /** Without autocommit too, no transaction is begun for it: it looks after what outlives transactions. */
    public final StatementExchange beginsNothing() {
        runsInTransaction = false;
        return this;
    }

    @Override
    public final boolean runsInTransaction() {
        return runsInTransaction;
    }

    final StatementScope scope() {
        return scope;
    }

    /** Writes Execute and what belongs behind it. */
    abstract Step execute(WireWriter out);

    /** Takes a reply that comes after BindComplete and is no row. */
    abstract Step result(BackendMessage message, WireWriter out);

    /** Takes a row after BindComplete: the place of its fields in an array that is not written any more. */
    abstract Step resultRow(byte[] data, int offset, int length, int fields, WireWriter out);

    /** The outcome: without failure where the argument is null. */
    abstract void ended(PgException failure);

    @Override
    public final Step begin(WireWriter out) {
        wantsToRunAgain = false;
        refuseCopy();
        if (values.size() > MAX_PARAMETERS) {
            throw new ProgrammingException("expected at most " + MAX_PARAMETERS + " parameters, got " + values.size()
                    + "; pass an array and use = ANY(%s) or unnest(%s)");
        }
        closesOutstanding = scope.statements().writeCloses(out);
        prepared = scope.statements().find(sql, values, scope.types());
        wasCached = prepared != null;
        if (wasCached) {
            return scope.types().isOutdated() ? lookTypesUp(out) : bindCached(out);
        }
        preparation().begin(sql, values, out);
        stage = Stage.PREPARING;
        return Step.WRITING;
    }

    private StatementPreparation preparation() {
        if (preparation == null) {
            preparation = new StatementPreparation(this, scope);
        }
        return preparation;
    }

    /** A value may not fit because its composite has got or lost a column since the statement was prepared. */
    private Step bindCached(WireWriter out) {
        int mark = out.size();
        try {
            return bind(out);
        } catch (DataException e) {
            if (!scope.types().outdateComposites(prepared.parameterOids())) {
                throw e;
            }
            out.truncate(mark);
            return lookTypesUp(out);
        }
    }

    /** The server would wait for data that this operation cannot give. */
    private void refuseCopy() {
        if (effect == TransactionEffect.UNKNOWN && "COPY".equals(LeadingKeyword.of(sql))
                && (containsWord("STDIN") || containsWord("STDOUT"))) {
            throw new ProgrammingException("COPY FROM STDIN and COPY TO STDOUT cannot be executed as a plain statement: "
                    + "use the connection's copy operations");
        }
    }

    private boolean containsWord(String word) {
        for (int i = 0; i + word.length() <= sql.length(); i++) {
            if (sql.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public final Step reply(BackendMessage message, WireWriter out) {
        if (closesOutstanding > 0 && message == EmptyMessage.CLOSE_COMPLETE) {
            closesOutstanding--;
            return stage == Stage.PREPARING && preparation.awaitsParse() ? Step.WRITING : sentStep();
        }
        return switch (stage) {
            case PREPARING -> expectDescription(message, out);
            case TYPES -> typesLookedUp(preparation.lookupReply(message, out), out);
            case BIND -> expectBind(message);
            case RESULT -> result(message, out);
            case LOCAL_FAILURE -> throw unexpected(message, "ErrorResponse");
        };
    }

    @Override
    public final Step row(byte[] data, int offset, int length, int fields, WireWriter out) {
        return stage == Stage.RESULT ? resultRow(data, offset, length, fields, out)
                : super.row(data, offset, length, fields, out);
    }

    /** What a reply leaves behind when everything that Bind needs is written. */
    abstract Step sentStep();

    private Step expectDescription(BackendMessage message, WireWriter out) {
        prepared = preparation.reply(sql, message);
        return prepared == null ? Step.WRITING : lookTypesUp(out);
    }

    /** Whether this exchange waits for types: a reason to be woken. */
    final boolean looksTypesUp() {
        return stage == Stage.TYPES;
    }

    @Override
    public Step wake(WireWriter out) {
        if (!looksTypesUp()) {
            return Step.WRITING;
        }
        if (isExpired()) {
            fails(Timeouts.beforeItsValues(this));
            return failLocally(out);
        }
        return lookTypesUp(out);
    }

    private Step lookTypesUp(WireWriter out) {
        return typesLookedUp(preparation().lookTypesUp(prepared, out), out);
    }

    private Step typesLookedUp(TypeLookup.State state, WireWriter out) {
        if (state != TypeLookup.State.KNOWN) {
            stage = Stage.TYPES;
            lookedUp = true;
            return Step.WRITING;
        }
        if (isExpired()) {
            // It was only described when its caller left: the cancel has found nothing to cancel.
            fails(Timeouts.beforeItsValues(this));
            return failLocally(out);
        }
        int mark = out.size();
        try {
            return bind(out);
        } catch (PgException e) {
            out.truncate(mark);
            // A value may not fit because its composite has got or lost a column since it was described.
            if (e instanceof DataException && !lookedUp && scope.types().outdateComposites(prepared.parameterOids())) {
                return lookTypesUp(out);
            }
            failure = e;
            return failLocally(out);
        }
    }

    /**
     * Ends an exchange whose values proved wrong after its first requests were sent. In a unit the server is made to fail,
     * so that what ran before in the unit is not kept without this one.
     */
    private Step failLocally(WireWriter out) {
        if (group() == null) {
            return Step.DONE;
        }
        ExecuteMessage.writeFailing(out);
        stage = Stage.LOCAL_FAILURE;
        return Step.SENT;
    }

    private Step bind(WireWriter out) {
        prepared.refresh();
        columns = prepared.columns() == null ? null : prepared.columns().in(scope.types());
        writeBind(values, out);
        stage = Stage.BIND;
        return execute(out);
    }

    /** Writes Bind on the unnamed portal. What it throws leaves a part of the message behind. */
    final void writeBind(List<?> values, WireWriter out) {
        int[] oids = prepared.parameterOids();
        if (oids.length != values.size()) {
            throw new ProgrammingException(
                    "expected " + oids.length + " arguments, got " + values.size() + " for \"" + sql + "\"");
        }
        int mark = out.beginMessage((byte) 'B');
        byte[] prefix = prepared.bindPrefix();
        out.writeBytes(prefix, 0, prefix.length);
        TypeRegistry types = scope.types();
        out.writeInt16(oids.length);
        for (int i = 0; i < oids.length; i++) {
            out.writeInt16(types.parameterFormat(values.get(i), oids[i]));
        }
        out.writeInt16(oids.length);
        for (int i = 0; i < oids.length; i++) {
            encode(values.get(i), i, oids[i], out);
        }
        if (columns == null) {
            out.writeInt16(0);
        } else {
            columns.writeResultFormats(out);
        }
        out.endMessage(mark);
    }

    private void encode(Object value, int index, int oid, WireWriter out) {
        try {
            scope.types().encode(value, oid, out);
        } catch (DataException e) {
            throw new DataException("argument " + (index + 1) + ": " + e.getMessage(), e);
        }
    }

    private Step expectBind(BackendMessage message) {
        if (message != EmptyMessage.BIND_COMPLETE) {
            throw unexpected(message, "BindComplete");
        }
        stage = Stage.RESULT;
        return sentStep();
    }

    /** Whether the statement is prepared under a name now, so that the next execution takes one round trip. */
    public final boolean isPrepared() {
        return prepared != null && prepared.isNamed() && failure == null;
    }

    /** The columns of the rows that come; an error of the protocol where the server announced none. */
    final Columns columns() {
        if (columns == null) {
            throw new ProtocolViolationException("expected CommandComplete, got DataRow while " + describe());
        }
        return columns;
    }

    /** From now on rows are read by what is known of their types now. */
    final void relearnColumns() {
        columns = columns().relearned();
    }

    /** OIDs of the types of parameters and columns. */
    final List<Integer> typeOids() {
        return prepared.typeOids();
    }

    /** The columns that the statement returns, null for none or not described yet. */
    final Columns columnsOrNull() {
        return columns;
    }

    final ProtocolViolationException unexpected(BackendMessage message, String expected) {
        return new ProtocolViolationException(
                "expected " + expected + ", got " + message.type() + " while " + describe());
    }

    /** Looks at the tag of a command that is more than data: it may have ended statements, or a commit may have rolled back. */
    final void look(CommandTag tag) {
        Tags.follow(tag, scope.statements());
        PgException broken = Tags.brokenPromise(LeadingKeyword.of(sql), tag);
        if (broken != null) {
            fails(broken);
        }
    }

    /** Remembers the first failure; the rest of the replies is still taken. */
    final void fails(PgException e) {
        if (failure == null) {
            failure = e;
        }
    }

    @Override
    public final void refused(ErrorResponse error) {
        if (failure != null) {
            return;
        }
        failure = failureOf(error);
        if (stage != Stage.BIND) {
            // Behind BindComplete it was executed: what it did is not known, and it is not run again.
            return;
        }
        String state = error.fields().get(ErrorResponse.SQLSTATE);
        boolean otherColumns = !lookedUp && prepared != null
                && (DATATYPE_MISMATCH.equals(state) || INVALID_TEXT.equals(state) || INVALID_BINARY.equals(state))
                && scope.types().outdateComposites(prepared.parameterOids());
        if (otherColumns) {
            wantsToRunAgain = !ranAgain && group() == null;
            return;
        }
        boolean stale = wasCached && (CACHED_PLAN_CHANGED.equals(state) || STATEMENT_GONE.equals(state));
        if (!stale) {
            return;
        }
        if (STATEMENT_GONE.equals(state)) {
            scope.statements().clear();
        } else {
            scope.statements().discard(prepared);
        }
        wantsToRunAgain = !ranAgain && group() == null;
    }

    /** The failure for the server's error. */
    PgException failureOf(ErrorResponse error) {
        return ServerErrors.of(new Diagnostics(error.fields()));
    }

    @Override
    public final boolean runsAgain() {
        if (!wantsToRunAgain) {
            return false;
        }
        ranAgain = true;
        failure = null;
        if (preparation != null) {
            preparation.abandon();
        }
        return true;
    }

    @Override
    public final void settled(TransactionIndicator status) {
        end(failure);
    }

    @Override
    public final void abandoned(PgException reason) {
        end(failure == null ? reason : failure);
    }

    @Override
    public final void giveUp(PgException reason) {
        end(reason);
    }

    private void end(PgException outcome) {
        if (preparation != null) {
            preparation.abandon();
        }
        if (!told) {
            told = true;
            ended(isExpired() ? Timeouts.translate(outcome, this) : outcome);
        }
    }

    @Override
    public boolean sharesSync() {
        return effect == TransactionEffect.WITHIN;
    }

    @Override
    public final TransactionEffect transactionEffect() {
        return effect;
    }

    @Override
    public final String describe() {
        return "executing \"" + (sql.length() > 200 ? sql.substring(0, 200) + "…" : sql) + "\"";
    }
}
