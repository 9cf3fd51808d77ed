package io.quarkiverse.psycopg;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A cursor that hands every operation to another one: what an application extends to make its own, as one extends psycopg's
 * {@code cursor}. Methods that the interface itself defines by others are not forwarded, so that overriding the most general
 * one ({@link #execute(String, Args)}) catches all of its kin.
 *
 * @see CursorFactory
 */
public abstract class ForwardingCursor extends ForwardingScope implements PgCursor {

    private final PgCursor delegate;

    /** @param delegate what does the work */
    protected ForwardingCursor(PgCursor delegate) {
        super(Objects.requireNonNull(delegate, "delegate"));
        this.delegate = delegate;
    }

    /** What does the work. */
    protected final PgCursor delegate() {
        return delegate;
    }

    @Override
    public PgCursor raw() {
        return delegate.raw();
    }

    @Override
    public PgConnection connection() {
        return delegate.connection();
    }

    @Override
    public Optional<String> name() {
        return delegate.name();
    }

    @Override
    public Optional<Boolean> scrollable() {
        return delegate.scrollable();
    }

    @Override
    public boolean withHold() {
        return delegate.withHold();
    }

    @Override
    public Uni<Void> executeWithin(Duration timeout, String sql, Args args) {
        return delegate.executeWithin(timeout, sql, args);
    }

    @Override
    public Uni<Void> executeMany(String sql, Iterable<Args> entries) {
        return delegate.executeMany(sql, entries);
    }

    @Override
    public Uni<Args> callProcWithin(Duration timeout, String name, Args args) {
        return delegate.callProcWithin(timeout, name, args);
    }

    @Override
    public <T> Uni<T> fetchOne(RowMapper<T> mapper) {
        return delegate.fetchOne(mapper);
    }

    @Override
    public <T> Uni<List<T>> fetchMany(RowMapper<T> mapper, int size) {
        return delegate.fetchMany(mapper, size);
    }

    @Override
    public <T> Uni<List<T>> fetchAll(RowMapper<T> mapper) {
        return delegate.fetchAll(mapper);
    }

    @Override
    public <T> Multi<T> rows(RowMapper<T> mapper) {
        return delegate.rows(mapper);
    }

    @Override
    public Uni<Void> scroll(int value, ScrollMode mode) {
        return delegate.scroll(value, mode);
    }

    @Override
    public Uni<Boolean> nextSet() {
        return delegate.nextSet();
    }

    @Override
    public Uni<Boolean> firstSet() {
        return delegate.firstSet();
    }

    @Override
    public Optional<List<ColumnDescription>> description() {
        return delegate.description();
    }

    @Override
    public long rowCount() {
        return delegate.rowCount();
    }

    @Override
    public long rowNumber() {
        return delegate.rowNumber();
    }

    @Override
    public Optional<String> query() {
        return delegate.query();
    }

    @Override
    public Optional<String> statusMessage() {
        return delegate.statusMessage();
    }

    @Override
    public int arraySize() {
        return delegate.arraySize();
    }

    @Override
    public PgCursor arraySize(int rows) {
        delegate.arraySize(rows);
        return this;
    }

    @Override
    public int iterSize() {
        return delegate.iterSize();
    }

    @Override
    public PgCursor iterSize(int rows) {
        delegate.iterSize(rows);
        return this;
    }

    @Override
    public Duration timeout() {
        return delegate.timeout();
    }

    @Override
    public PgCursor timeout(Duration timeout) {
        delegate.timeout(timeout);
        return this;
    }

    @Override
    public Optional<ZoneId> zone() {
        return delegate.zone();
    }

    @Override
    public PgCursor zone(ZoneId zone) {
        delegate.zone(zone);
        return this;
    }

    @Override
    public boolean echo() {
        return delegate.echo();
    }

    @Override
    public String mogrify(String sql, Args args) {
        return delegate.mogrify(sql, args);
    }

    @Override
    public Object cast(long typeOid, String text) {
        return delegate.cast(typeOid, text);
    }

    @Override
    public Uni<Void> close() {
        return delegate.close();
    }

    @Override
    public boolean isClosed() {
        return delegate.isClosed();
    }
}
