package io.quarkiverse.psycopg;

import java.util.List;

import io.quarkiverse.psycopg.error.PgException;

/**
 * What became of one statement of a {@link Pipeline}.
 */
public sealed interface PipelineOutcome {

    /**
     * The statement ran and its unit was kept.
     *
     * @param tag the server's word on it
     * @param rows what it returned, in order; empty where it returns none
     */
    record Completed(CommandTag tag, List<Row> rows) implements PipelineOutcome {
    }

    /**
     * The statement itself failed.
     *
     * @param error why
     */
    record Failed(PgException error) implements PipelineOutcome {
    }

    /**
     * The statement ran, and a later failure in its unit took its effects back.
     *
     * @param tag the server's word on it
     * @param cause the failure
     */
    record RolledBack(CommandTag tag, PgException cause) implements PipelineOutcome {
    }

    /**
     * The statement was not executed, because one before it in its unit failed.
     *
     * @param cause that one's failure
     */
    record Skipped(PgException cause) implements PipelineOutcome {
    }
}
