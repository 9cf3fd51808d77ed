package io.quarkiverse.psycopg.runtime.driver.sql;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * Binds statements to arguments and remembers what it scanned. One per owner (a pool, or a connection without pool); calls may
 * come from any thread.
 * <p>
 * It keeps a bounded number of statements, none of them long, and evicts what was not asked for since the last round ("second
 * chance"), so that a hit writes nothing that is shared.
 */
public final class StatementBinder {

    /** Statements that are remembered where the owner names no other number. */
    public static final int DEFAULT_CAPACITY = 512;

    /** A longer text is scanned each time: next to sending it, that costs little, and keeping it would cost memory. */
    private static final int LONGEST_REMEMBERED = 32_768;

    private final PlaceholderStyle style;
    private final int capacity;
    private final Adapters adapters;
    private final ConcurrentHashMap<String, Entry> conforming = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Entry> escaping = new ConcurrentHashMap<>();

    public StatementBinder(PlaceholderStyle style) {
        this(style, DEFAULT_CAPACITY, Adapters.create());
    }

    /**
     * @param capacity how many statements are remembered; 0 for none
     * @param adapters the owner's scope of adapters
     */
    public StatementBinder(PlaceholderStyle style, int capacity, Adapters adapters) {
        if (capacity < 0) {
            throw new IllegalArgumentException("expected a capacity of at least 0, got " + capacity);
        }
        this.style = style;
        this.capacity = capacity;
        this.adapters = adapters;
    }

    public PlaceholderStyle style() {
        return style;
    }

    /** The owner's adapters. */
    public Adapters adapters() {
        return adapters;
    }

    /** What composes and binds for the owner in a session of these traits; {@link SessionTraits#NONE} for none. */
    public Literals literals(SessionTraits traits) {
        return literals(traits, adapters);
    }

    /** As {@link #literals(SessionTraits)}, for a scope of adapters inside the owner's. */
    public Literals literals(SessionTraits traits, Adapters scope) {
        return new Literals(traits, scope, style);
    }

    /** As {@link #bind(String, Args, Literals)} without adapters, for the server's default settings. */
    public BoundSql bind(String sql, Args args) {
        return bind(sql, args, Literals.standalone());
    }

    /**
     * The statement as the server takes it. Without arguments it is the text itself, not scanned.
     *
     * @param session the session's adapters, and its {@code standard_conforming_strings}
     * @throws ProgrammingException where text and arguments do not fit, or an adapter fails
     */
    public BoundSql bind(String sql, Args args, Literals session) {
        return args instanceof Args.None ? new BoundSql(sql, List.of())
                : statement(sql, session.standardConformingStrings()).bind(args, session.boundValues());
    }

    /** The statement's placeholders, remembered or scanned now. */
    Statement statement(String sql, boolean standardConformingStrings) {
        ConcurrentHashMap<String, Entry> remembered = standardConformingStrings ? conforming : escaping;
        Entry entry = remembered.get(sql);
        if (entry == null) {
            return scan(sql, standardConformingStrings, remembered);
        }
        if (!entry.used) {
            entry.used = true;
        }
        return entry.statement;
    }

    /** How many statements are remembered now. */
    int size() {
        return conforming.size() + escaping.size();
    }

    private Statement scan(String sql, boolean standardConformingStrings, ConcurrentHashMap<String, Entry> remembered) {
        Statement statement = PlaceholderScanner.scan(sql, style, standardConformingStrings);
        if (capacity > 0 && sql.length() <= LONGEST_REMEMBERED) {
            remember(sql, statement, remembered);
        }
        return statement;
    }

    private synchronized void remember(String sql, Statement statement, ConcurrentHashMap<String, Entry> remembered) {
        makeRoom(remembered);
        remembered.put(sql, new Entry(statement));
    }

    private void makeRoom(ConcurrentHashMap<String, Entry> remembered) {
        while (remembered.size() >= capacity) {
            Iterator<Entry> entries = remembered.values().iterator();
            while (entries.hasNext() && remembered.size() >= capacity) {
                Entry entry = entries.next();
                if (entry.used) {
                    entry.used = false;
                } else {
                    entries.remove();
                }
            }
        }
    }

    /** A remembered statement; {@code used} is a hint, written without order. */
    private static final class Entry {
        private final Statement statement;
        private boolean used;

        private Entry(Statement statement) {
            this.statement = statement;
        }
    }
}
