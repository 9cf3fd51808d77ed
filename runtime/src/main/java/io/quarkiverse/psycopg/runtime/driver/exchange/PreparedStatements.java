package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.List;

import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The statements that one connection keeps prepared. Used on the connection's event loop only.
 */
public interface PreparedStatements {

    /** Keeps nothing: every statement is unnamed. */
    PreparedStatements NONE = new PreparedStatements() {

        @Override
        public PreparedStatement find(String sql, List<?> values, TypeRegistry types) {
            return null;
        }

        @Override
        public String nameFor(String sql) {
            return "";
        }

        @Override
        public void add(PreparedStatement statement) {
            throw new IllegalStateException("nothing is prepared under a name here");
        }

        @Override
        public void discard(PreparedStatement statement) {
            // there is none
        }

        @Override
        public void clear() {
            // there is none
        }

        @Override
        public void discardAll() {
            // there is none
        }

        @Override
        public int writeCloses(WireWriter out) {
            return 0;
        }
    };

    /** The statement prepared for this SQL and values of these types, null where there is none. Counts as a use. */
    PreparedStatement find(String sql, List<?> values, TypeRegistry types);

    /** A name to prepare this SQL under, empty where it is not to be kept (yet). */
    String nameFor(String sql);

    /** Keeps a statement that the server has described. */
    void add(PreparedStatement statement);

    /** Drops a statement that proved stale; the server is told with the next {@link #writeCloses}. */
    void discard(PreparedStatement statement);

    /** Forgets all: the server has forgotten them too. */
    void clear();

    /** Forgets all, although the server may still know some of them: they are closed with the next {@link #writeCloses}. */
    void discardAll();

    /**
     * Writes a Close for every statement that is no longer kept.
     *
     * @return how many CloseComplete will come
     */
    int writeCloses(WireWriter out);
}
