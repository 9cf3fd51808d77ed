package io.quarkiverse.psycopg;

import java.util.List;

import io.quarkiverse.psycopg.error.PgException;

/**
 * What became of one statement of a {@link Pipeline}.
 */
public sealed interface PipelineOutcome {

    /** The statement ran and its unit was kept. */
    record Completed(CommandTag tag, List<Row> rows) implements PipelineOutcome {
    }

    /** The statement itself failed. */
    record Failed(PgException error) implements PipelineOutcome {
    }

    /** The statement ran, and a later failure in its unit took its effects back. */
    record RolledBack(CommandTag tag, PgException cause) implements PipelineOutcome {
    }

    /** The statement was not executed, because one before it in its unit failed. */
    record Skipped(PgException cause) implements PipelineOutcome {
    }
}
