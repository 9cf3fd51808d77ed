package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.List;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CommandComplete;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;

/**
 * Commands that steer the session: COMMIT, SET, PREPARE TRANSACTION. What is sent is decided when the transaction's state is
 * known; that may be nothing. They run as one unit: where one fails, those behind it do not run.
 */
public final class SessionCommands extends CompletingExchange<Void> {

    /** Decides what to send. What it throws fails this exchange, and nothing is sent. */
    @FunctionalInterface
    public interface Plan {
        List<String> commands(TransactionIndicator state);
    }

    private final Knowledge needs;
    private final Plan plan;
    private final String description;
    private final PreparedStatements statements;

    private TransactionIndicator state = TransactionIndicator.IDLE;
    private List<String> commands = List.of();
    private int answered;

    /**
     * @param needs how much must be known when the plan is asked
     * @param description what is done, for messages: "committing"
     * @param statements what is prepared on the connection: DISCARD ALL drops it
     */
    public SessionCommands(Knowledge needs, Plan plan, String description, PreparedStatements statements,
            Completion<? super Void> completion) {
        super(completion);
        this.needs = needs;
        this.plan = plan;
        this.description = description;
        this.statements = statements;
    }

    @Override
    public Knowledge needs() {
        return needs;
    }

    @Override
    public void finds(TransactionIndicator found) {
        state = found;
    }

    @Override
    public Step begin(WireWriter out) {
        commands = plan.commands(state);
        for (String command : commands) {
            CommandMessages.write(command, out);
        }
        return commands.isEmpty() ? Step.DONE : Step.SENT;
    }

    @Override
    public Step reply(BackendMessage message, WireWriter out) {
        return switch (message.type()) {
            case PARSE_COMPLETE, BIND_COMPLETE -> Step.SENT;
            case COMMAND_COMPLETE -> commandEnds(((CommandComplete) message).tag());
            default -> throw unexpected(message, "CommandComplete");
        };
    }

    private Step commandEnds(CommandTag tag) {
        Tags.follow(tag, statements);
        PgException broken = Tags.brokenPromise(LeadingKeyword.of(commands.get(answered)), tag);
        if (broken != null) {
            fails(broken);
        }
        answered++;
        return answered == commands.size() ? Step.DONE : Step.SENT;
    }

    @Override
    Void result() {
        return null;
    }

    @Override
    public TransactionEffect transactionEffect() {
        return commands.isEmpty() ? TransactionEffect.UNKNOWN : LeadingKeyword.effectOf(commands.get(0));
    }

    @Override
    public boolean runsInTransaction() {
        return false;
    }

    @Override
    public String describe() {
        return description;
    }
}
