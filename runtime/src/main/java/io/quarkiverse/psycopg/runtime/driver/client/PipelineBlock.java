package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.Pipeline;
import io.quarkiverse.psycopg.error.InterfaceException;

/**
 * Collects a pipeline's statements into units. Open while the caller's block runs.
 */
final class PipelineBlock implements Pipeline {

    private final List<List<PipelineStatement>> units = new ArrayList<>();
    private List<PipelineStatement> unit = new ArrayList<>();
    private boolean closed;

    /** Runs the block and gives its units, none of them empty. */
    static List<List<PipelineStatement>> collect(Consumer<Pipeline> block) {
        PipelineBlock pipeline = new PipelineBlock();
        block.accept(pipeline);
        pipeline.sync();
        pipeline.closed = true;
        return pipeline.units;
    }

    @Override
    public Pipeline execute(String sql, Args args) {
        if (closed) {
            throw new InterfaceException("the pipeline was used after its block had ended");
        }
        unit.add(new PipelineStatement(sql, args));
        return this;
    }

    @Override
    public Pipeline sync() {
        if (!unit.isEmpty()) {
            units.add(unit);
            unit = new ArrayList<>();
        }
        return this;
    }
}
