package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.PipelineOutcome;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange.TransactionEffect;
import io.quarkiverse.psycopg.runtime.driver.exchange.Group;
import io.quarkiverse.psycopg.runtime.driver.exchange.LeadingKeyword;
import io.quarkiverse.psycopg.runtime.driver.exchange.Results;

/**
 * One run of a pipeline: an exchange per statement, an outcome per statement. Used on the session's event loop.
 */
final class PipelineRun {

    private final Consumer<List<PipelineOutcome>> done;
    private final List<Exchange> exchanges;
    private final List<PipelineOutcome> outcomes;
    private int outstanding;

    /** @param done gets the outcomes in order, once the last is known */
    PipelineRun(ClientSession session, List<List<PipelineStatement>> units, Consumer<List<PipelineOutcome>> done) {
        this.done = done;
        int statements = units.stream().mapToInt(List::size).sum();
        exchanges = new ArrayList<>(statements);
        outcomes = new ArrayList<>(statements);
        for (List<PipelineStatement> unit : units) {
            Unit members = new Unit(outcomes.size());
            Group group = new Group();
            for (PipelineStatement statement : unit) {
                add(session, statement, group, members);
            }
        }
        outstanding = outcomes.size();
    }

    private void add(ClientSession session, PipelineStatement statement, Group group, Unit unit) {
        statement.joins(unit, outcomes.size());
        outcomes.add(null);
        Exchange exchange = session.query(statement.sql(), statement.args(), Results.completed(), statement);
        exchange.joins(group);
        exchanges.add(exchange);
    }

    List<Exchange> exchanges() {
        return exchanges;
    }

    private void told(int index, PipelineOutcome outcome) {
        outcomes.set(index, outcome);
        if (--outstanding == 0) {
            done.accept(outcomes);
        }
    }

    /** The statements between two syncs, and what their fate has in common. */
    private final class Unit implements PipelineStatement.Unit {

        /** The first statement whose effects a failure takes back. */
        private int firstOpen;
        private PgException failure;

        private Unit(int first) {
            this.firstOpen = first;
        }

        @Override
        public void completed(PipelineStatement statement, PipelineOutcome.Completed outcome) {
            if (LeadingKeyword.effectOf(statement.sql()) == TransactionEffect.ENDS) {
                firstOpen = statement.index() + 1;
            }
            told(statement.index(), outcome);
        }

        @Override
        public void failed(PipelineStatement statement, PgException cause) {
            int index = statement.index();
            if (cause.isConnectionLost()) {
                told(index, new PipelineOutcome.Failed(cause));
                return;
            }
            if (failure != null) {
                told(index, new PipelineOutcome.Skipped(failure));
                return;
            }
            failure = cause;
            for (int i = firstOpen; i < index; i++) {
                if (outcomes.get(i) instanceof PipelineOutcome.Completed completed) {
                    outcomes.set(i, new PipelineOutcome.RolledBack(completed.tag(), cause));
                }
            }
            told(index, new PipelineOutcome.Failed(cause));
        }
    }
}
