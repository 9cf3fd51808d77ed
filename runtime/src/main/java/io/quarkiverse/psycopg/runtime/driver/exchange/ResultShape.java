package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.List;

/**
 * What a statement's rows become: makes the exchange that collects them so. {@link Results} has the usual ones.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface ResultShape<T> {

    /**
     * The exchange of one execution.
     *
     * @param values of {@code $1} to {@code $n}, not to be changed any more
     */
    ExtendedQuery<T> query(String sql, List<?> values, StatementScope scope, Completion<T> completion);
}
