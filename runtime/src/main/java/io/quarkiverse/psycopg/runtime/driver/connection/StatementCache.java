package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.runtime.driver.exchange.PreparedStatement;
import io.quarkiverse.psycopg.runtime.driver.exchange.PreparedStatements;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Close;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Target;

/**
 * The prepared statements of one connection, the least recently used leaving first. The key is the SQL and the declared types.
 * <p>
 * A statement is prepared under a name from its <em>threshold</em>-th use on; before that its uses are counted. What leaves is
 * closed on the server with the next statement's requests.
 */
public final class StatementCache implements PreparedStatements {

    /** One SQL text: its uses so far and what is prepared for it, usually one statement. */
    private static final class Entry {
        private int uses;
        private final List<PreparedStatement> statements = new ArrayList<>(1);
    }

    /** What the names of statements on the server begin with. */
    private static final String PREFIX = "psycopg_";

    private final int size;
    private final int threshold;
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final ArrayDeque<String> toClose = new ArrayDeque<>(0);
    private int prepared;
    private long lastName;

    /**
     * @param size statements to keep, 0 to prepare none under a name
     * @param threshold the use from which on a statement is kept, 1 for the first
     */
    public StatementCache(int size, int threshold) {
        this.size = size;
        this.threshold = threshold;
    }

    @Override
    public PreparedStatement find(String sql, List<?> values, TypeRegistry types) {
        if (size == 0) {
            return null;
        }
        Entry entry = entries.get(sql);
        if (entry == null) {
            return null;
        }
        List<PreparedStatement> statements = entry.statements;
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).fits(values, types)) {
                return statements.get(i);
            }
        }
        return null;
    }

    @Override
    public String nameFor(String sql) {
        if (size == 0) {
            return "";
        }
        Entry entry = entry(sql);
        entry.uses++;
        shrink();
        return entry.uses < threshold ? "" : PREFIX.concat(Long.toString(++lastName));
    }

    @Override
    public void add(PreparedStatement statement) {
        entry(statement.sql()).statements.add(statement);
        prepared++;
        shrink();
    }

    private Entry entry(String sql) {
        Entry entry = entries.get(sql);
        if (entry == null) {
            entry = new Entry();
            entries.put(sql, entry);
        }
        return entry;
    }

    /** Counted texts are bounded as prepared statements are, or many different statements would fill the memory. */
    private void shrink() {
        Iterator<Map.Entry<String, Entry>> eldest = entries.entrySet().iterator();
        while ((prepared > size || entries.size() > 2 * size) && eldest.hasNext()) {
            Entry entry = eldest.next().getValue();
            entry.statements.forEach(statement -> toClose.add(statement.name()));
            prepared -= entry.statements.size();
            eldest.remove();
        }
    }

    @Override
    public void discard(PreparedStatement statement) {
        Entry entry = entries.get(statement.sql());
        if (entry != null && entry.statements.remove(statement)) {
            prepared--;
            toClose.add(statement.name());
        }
    }

    @Override
    public void clear() {
        entries.clear();
        toClose.clear();
        prepared = 0;
    }

    @Override
    public void discardAll() {
        entries.values().forEach(entry -> entry.statements.forEach(statement -> toClose.add(statement.name())));
        entries.clear();
        prepared = 0;
    }

    @Override
    public int writeCloses(WireWriter out) {
        int closes = toClose.size();
        for (int i = 0; i < closes; i++) {
            new Close(Target.STATEMENT, toClose.poll()).write(out);
        }
        return closes;
    }

    /** Statements prepared on the server now. */
    public int preparedCount() {
        return prepared;
    }
}
