package io.quarkiverse.psycopg.runtime.driver.client;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PipelineOutcome;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;

/** A statement of a pipeline, which tells its unit what became of it: one object from the caller's block to its outcome. */
final class PipelineStatement implements Completion<PipelineOutcome.Completed> {

    /** What the fates of the statements between two syncs have in common. */
    interface Unit {

        void completed(PipelineStatement statement, PipelineOutcome.Completed outcome);

        void failed(PipelineStatement statement, PgException failure);
    }

    private final String sql;
    private final Args args;
    private Unit unit;
    private int index;

    PipelineStatement(String sql, Args args) {
        this.sql = sql;
        this.args = args;
    }

    /** Tells the unit from now on, once. */
    void joins(Unit owner, int place) {
        unit = owner;
        index = place;
    }

    String sql() {
        return sql;
    }

    Args args() {
        return args;
    }

    /** Its place in the pipeline. */
    int index() {
        return index;
    }

    @Override
    public void completed(PipelineOutcome.Completed outcome) {
        unit.completed(this, outcome);
    }

    @Override
    public void failed(PgException failure) {
        unit.failed(this, failure);
    }

    @Override
    public String toString() {
        return "PipelineStatement[" + sql + "]";
    }
}
