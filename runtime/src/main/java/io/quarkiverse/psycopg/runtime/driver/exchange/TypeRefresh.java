package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.List;

/**
 * Asks the catalog for types that a result has shown to be unknown or out of date, after the result has come and before it is
 * handed over. The simple protocol leaves no room for the question any earlier, and a composite that was altered is noticed by
 * its values only.
 */
@FunctionalInterface
public interface TypeRefresh {

    /** Learns nothing: values of unknown types stay raw. */
    TypeRefresh NONE = new TypeRefresh() {
        @Override
        public void learn(List<Integer> oids, long deadline, Runnable then) {
            then.run();
        }
    };

    /**
     * Asks for those of these types that are not known.
     *
     * @param deadline when the operation must have ended, as {@link System#nanoTime()}; 0 for never
     * @param then called once on the session's event loop, also where nothing could be learned
     */
    void learn(List<Integer> oids, long deadline, Runnable then);
}
