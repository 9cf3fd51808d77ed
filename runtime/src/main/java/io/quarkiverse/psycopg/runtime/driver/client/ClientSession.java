package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.Iterator;
import java.util.List;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.Pooler;
import io.quarkiverse.psycopg.TypeObject;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.connection.StatementCache;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.CursorCommand;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.ManyQuery;
import io.quarkiverse.psycopg.runtime.driver.exchange.RecentTexts;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultSet;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultShape;
import io.quarkiverse.psycopg.runtime.driver.exchange.SimpleQuery;
import io.quarkiverse.psycopg.runtime.driver.exchange.StatementExchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.StatementScope;
import io.quarkiverse.psycopg.runtime.driver.exchange.StreamQuery;
import io.quarkiverse.psycopg.runtime.driver.exchange.TypeRefresh;
import io.quarkiverse.psycopg.runtime.driver.notification.SessionNotifications;
import io.quarkiverse.psycopg.runtime.driver.sql.Adapters;
import io.quarkiverse.psycopg.runtime.driver.sql.BoundSql;
import io.quarkiverse.psycopg.runtime.driver.sql.Literals;
import io.quarkiverse.psycopg.runtime.driver.sql.SessionTraits;
import io.quarkiverse.psycopg.runtime.driver.sql.StatementBinder;
import io.quarkiverse.psycopg.runtime.driver.transaction.SessionTransactions;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;

/**
 * A session with what belongs to it alone: its types and its prepared statements. Makes the exchanges of statements.
 * <p>
 * It remembers whether something ran that may have changed the session's state, so that a pool knows what to undo.
 */
public final class ClientSession {

    /** Statements that a cursor with another placeholder style than its database's remembers. */
    private static final int OTHER_STYLE_CAPACITY = 16;

    private final Session session;
    private final PgConnectOptions options;
    private final TypeRegistry types;
    private final StatementBinder binder;
    private final StatementCache statements;
    private final SessionNotifications notifications;
    private final Notices notices;
    private final StatementEcho echo;
    /** What statements take along; and those whose rows are not read anew, and those that are not kept prepared either. */
    private final StatementScope scope;
    private final StatementScope scopeWithoutRefresh;
    private final StatementScope unpreparedScope;
    private final OwnStatements own;
    /** Whether texts leave the session's state as it was. */
    private final RecentTexts<Boolean> keepsState;
    private final SessionTransactions transactions;
    private final TypeRefresh refresh;
    private volatile boolean touched;
    private final Adapters lasting;
    private volatile Adapters adapters;
    private volatile Literals literals;
    /** The session that this is a scope within; null for the session itself. */
    private final ClientSession outer;

    /**
     * @param notifications told by the session's listener
     * @param notices told by it too
     */
    public ClientSession(Session session, PgConnectOptions options, TypeRegistry types, StatementBinder binder,
            SessionNotifications notifications, Notices notices) {
        this.session = session;
        this.notices = notices;
        this.echo = new StatementEcho(options);
        this.notifications = notifications;
        this.options = options;
        this.types = types;
        this.binder = binder;
        this.refresh = new SessionTypes(session, types);
        this.outer = null;
        this.lasting = binder.adapters().child();
        this.adapters = lasting;
        this.statements = new StatementCache(isPooled() ? 0 : options.statementCacheSize(),
                options.statementCacheThreshold());
        this.transactions = new SessionTransactions(session, statements, this::touch,
                isPooled() ? what -> {
                    throw PoolerRules.refused(what, "give inTransaction its modes");
                } : what -> {
                });
        this.scope = new StatementScope(types, statements, exchange -> session.run(() -> session.wake(exchange)), refresh);
        this.keepsState = new RecentTexts<>(SessionState::isKeptBy);
        this.scopeWithoutRefresh = scope.withoutRefresh();
        this.unpreparedScope = scopeWithoutRefresh.unprepared();
        this.own = new OwnStatements(scopeWithoutRefresh);
    }

    private ClientSession(ClientSession outer) {
        this.session = outer.session;
        this.options = outer.options;
        this.types = outer.types.child();
        this.binder = outer.binder;
        this.outer = outer;
        this.lasting = outer.adapters.child();
        this.adapters = lasting;
        this.statements = outer.statements;
        this.notifications = outer.notifications;
        this.notices = outer.notices;
        this.echo = outer.echo;
        this.transactions = outer.transactions;
        this.refresh = outer.refresh;
        this.scope = outer.scope.in(types);
        this.keepsState = outer.keepsState;
        this.scopeWithoutRefresh = scope.withoutRefresh();
        this.unpreparedScope = scopeWithoutRefresh.unprepared();
        this.own = new OwnStatements(scopeWithoutRefresh);
    }

    /**
     * The same session with a scope of adapters and typecasters of its own over the session's: a cursor's, once something is
     * registered in it. It ends with whoever asked for it.
     */
    public ClientSession inner() {
        return new ClientSession(this);
    }

    public Session session() {
        return session;
    }

    public PgConnectOptions options() {
        return options;
    }

    public TypeRegistry types() {
        return types;
    }

    public StatementCache statements() {
        return statements;
    }

    /** What the session receives of its own accord. */
    public SessionNotifications notifications() {
        return notifications;
    }

    /** The server's last notices. */
    public Notices notices() {
        return notices;
    }

    /** What logs its statements, or not. */
    public StatementEcho echo() {
        return echo;
    }

    /** Its transactions, as DB-API sees them. */
    public SessionTransactions transactions() {
        return transactions;
    }

    /** Whether each transaction may have another session on the server, so that none has a state. */
    public boolean isPooled() {
        return options.pooler() == Pooler.TRANSACTION;
    }

    /** Whether the session's state may differ from a new one's. */
    public boolean isTouched() {
        return outer == null ? touched : outer.isTouched();
    }

    /** The state was changed behind the statements' back, or may have been. */
    public void touch() {
        if (outer == null) {
            touched = true;
        } else {
            outer.touch();
        }
    }

    /** The state is a new session's again. */
    public void untouch() {
        touched = false;
        echo.reset();
        types.readers().reset();
        if (adapters != lasting) {
            adapters = lasting;
            literals = null;
        }
    }

    /** Registers an adapter until the state is a new session's again. */
    public <T> void register(Class<T> type, Adapter<? super T> adapter) {
        if (outer == null) {
            if (adapters == lasting) {
                adapters = lasting.child();
                literals = null;
            }
            touched = true;
        }
        adapters.register(type, adapter);
    }

    /** Registers a typecaster until the state is a new session's again. */
    public void register(TypeObject<?> type) {
        if (outer == null) {
            touched = true;
        }
        types.readers().register(type);
    }

    /** What is registered up to now is part of every new state from now on. */
    public void keepAdapters() {
        types.readers().keep();
        adapters.own().forEach(this::keep);
    }

    @SuppressWarnings("unchecked") // the registry pairs a class with an adapter for it or a supertype
    private void keep(Class<?> type, Adapter<?> adapter) {
        lasting.register((Class<Object>) type, (Adapter<Object>) adapter);
    }

    /**
     * A text of the server as a value of that type.
     *
     * @throws DataException where it is none
     */
    public Object parse(int typeOid, String text) {
        try {
            return types.cast(typeOid, text);
        } catch (DataException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new DataException("malformed " + types.codec(typeOid).typeName(), e);
        }
    }

    /** The adapters of this session and of the scopes around it. */
    public Adapters adapters() {
        return adapters;
    }

    /** The exchange for one statement: by the extended protocol. */
    public <R> Exchange query(String sql, Args args, ResultShape<R> shape, Completion<R> completion) {
        BoundSql bound = bind(sql, args);
        return shape.query(bound.sql(), bound.values(), scope, completion);
    }

    /** As {@link #query}, for a statement that is not worth keeping prepared, or whose columns may be others next time. */
    public <R> StatementExchange unprepared(String sql, Args args, StatementBinder style, ResultShape<R> shape,
            Completion<R> completion) {
        BoundSql bound = bind(sql, args, style);
        return shape.query(bound.sql(), bound.values(), unpreparedScope, completion);
    }

    /**
     * The exchange for a command without arguments on a cursor of the server.
     *
     * @param like columns in whose formats the rows are wanted, null where they are not known or there are none
     */
    public CursorCommand cursorCommand(String sql, Columns like, Completion<ResultSet> completion) {
        noteState(sql);
        echo.statement(sql, Args.none(), this::literals);
        return new CursorCommand(sql, like, types, refresh, completion);
    }

    /** As {@link #query(String, Args, ResultShape, Completion)}, with placeholders of another style. */
    public <R> Exchange query(String sql, Args args, StatementBinder style, ResultShape<R> shape, Completion<R> completion) {
        BoundSql bound = bind(sql, args, style);
        return shape.query(bound.sql(), bound.values(), scopeWithoutRefresh, completion);
    }

    /** What scans statements in this style: the database's own, or one beside it. */
    public StatementBinder binder(PlaceholderStyle style) {
        return style == binder.style() ? binder : new StatementBinder(style, OTHER_STYLE_CAPACITY, binder.adapters());
    }

    /** The statements that the driver makes itself. */
    public OwnStatements own() {
        return own;
    }

    /** The exchange for a text of one or more statements without arguments. */
    public Exchange script(String sql, boolean keepRows, Completion<? super List<ResultSet>> completion) {
        noteState(sql);
        echo.statement(sql, Args.none(), this::literals);
        return new SimpleQuery(sql, types, statements, keepRows, completion).refreshing(refresh);
    }

    /** The exchange for a statement whose rows are fetched by and by. */
    public StreamQuery stream(String sql, Args args, long timeoutNanos, StreamQuery.Consumer consumer) {
        BoundSql bound = bind(sql, args);
        return new StreamQuery(bound.sql(), bound.values(), scopeWithoutRefresh, timeoutNanos, consumer);
    }

    /** The exchange for one statement with many entries, of which there must be one at least. */
    public ManyQuery many(String sql, Iterator<Args> entries, Completion<? super long[]> completion) {
        return many(sql, entries, binder, completion);
    }

    /** As {@link #many(String, Iterator, Completion)}, with placeholders of another style. */
    public ManyQuery many(String sql, Iterator<Args> entries, StatementBinder style,
            Completion<? super long[]> completion) {
        BoundSql first = bind(sql, entries.next(), style);
        Iterator<List<?>> rest = new ManyEntries(first.sql(), entries, args -> bind(sql, args, style));
        return new ManyQuery(first.sql(), first.values(), rest, scopeWithoutRefresh, completion);
    }

    private BoundSql bind(String sql, Args args) {
        return bind(sql, args, binder);
    }

    private BoundSql bind(String sql, Args args, StatementBinder style) {
        noteState(sql);
        echo.statement(sql, args, this::literals);
        return style.bind(sql, args, literals());
    }

    /** What composes and binds values for this session, by what the server has reported up to now. */
    public Literals literals() {
        String strings = session.parameter("standard_conforming_strings");
        String encoding = session.parameter("client_encoding");
        Literals current = literals;
        if (current == null || !current.traits().isOf(strings, encoding)) {
            current = binder.literals(SessionTraits.reported(
                    ServerVersion.parse(session.parameter("server_version")), strings, encoding), adapters);
            literals = current;
        }
        return current;
    }

    private void noteState(String sql) {
        transactions.requireStatementsAllowed();
        if (isPooled()) {
            PoolerRules.check(sql);
        }
        if (!isTouched() && !keepsState.of(sql)) {
            touch();
        }
    }
}
