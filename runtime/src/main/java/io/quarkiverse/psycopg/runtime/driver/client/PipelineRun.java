package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.PipelineOutcome;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.client.PipelineBlock.Entry;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
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
    PipelineRun(ClientSession session, List<List<Entry>> units, Consumer<List<PipelineOutcome>> done) {
        this.done = done;
        int statements = units.stream().mapToInt(List::size).sum();
        exchanges = new ArrayList<>(statements);
        outcomes = new ArrayList<>(statements);
        for (List<Entry> unit : units) {
            Unit members = new Unit(outcomes.size());
            Group group = new Group();
            for (Entry entry : unit) {
                add(session, entry, group, members);
            }
        }
        outstanding = outcomes.size();
    }

    private void add(ClientSession session, Entry entry, Group group, Unit unit) {
        int index = outcomes.size();
        outcomes.add(null);
        boolean commits = LeadingKeyword.effectOf(entry.sql()) == TransactionEffect.ENDS;
        Exchange exchange = session.query(entry.sql(), entry.args(), Results.completed(),
                new Member(unit, index, commits));
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

    /** One statement of a unit. */
    private record Member(Unit unit, int index, boolean commits) implements Completion<PipelineOutcome.Completed> {

        @Override
        public void completed(PipelineOutcome.Completed outcome) {
            unit.completed(index, outcome, commits);
        }

        @Override
        public void failed(PgException failure) {
            unit.failed(index, failure);
        }
    }

    /** The statements between two syncs, and what their fate has in common. */
    private final class Unit {

        /** The first statement whose effects a failure takes back. */
        private int firstOpen;
        private PgException failure;

        private Unit(int first) {
            this.firstOpen = first;
        }

        private void completed(int index, PipelineOutcome.Completed outcome, boolean commits) {
            if (commits) {
                firstOpen = index + 1;
            }
            told(index, outcome);
        }

        private void failed(int index, PgException cause) {
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
