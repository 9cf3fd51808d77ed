package io.quarkiverse.psycopg.runtime.driver.transaction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * The blocks that are open on one session, the outermost first. Safe for use from any thread.
 */
final class BlockStack {

    /** One block: a transaction, or a savepoint in one. */
    static final class Block {

        private final String savepoint;
        private final List<Runnable> afterCommit = new ArrayList<>();

        private Block(String savepointOrNull) {
            this.savepoint = savepointOrNull;
        }

        /** The savepoint's name, null for the block that has begun the transaction. */
        String savepoint() {
            return savepoint;
        }
    }

    private final Deque<Block> open = new ArrayDeque<>();

    /** Opens the block that begins the transaction. */
    synchronized Block begin() {
        return push(new Block(null));
    }

    /** Opens a block within the transaction that is open. */
    synchronized Block nest() {
        return push(new Block("psycopg_" + open.size()));
    }

    private Block push(Block block) {
        open.addLast(block);
        return block;
    }

    synchronized boolean isEmpty() {
        return open.isEmpty();
    }

    /** Whether this is the block that has to end next. */
    synchronized boolean isInnermost(Block block) {
        return open.peekLast() == block;
    }

    synchronized boolean contains(Block block) {
        return open.contains(block);
    }

    /** Takes the block out, and what was opened within it and has not ended. */
    synchronized void rolledBack(Block block) {
        if (open.contains(block)) {
            while (open.removeLast() != block) {
                // ended with the block around it
            }
        }
    }

    /** Takes the block out: what is to be done after the commit passes to the block around it, or is due now. */
    synchronized List<Runnable> succeeded(Block block) {
        open.remove(block);
        if (open.isEmpty()) {
            return List.copyOf(block.afterCommit);
        }
        open.getLast().afterCommit.addAll(block.afterCommit);
        return List.of();
    }

    synchronized void clear() {
        open.clear();
    }

    /** @throws ProgrammingException outside a transaction that a block has begun */
    synchronized void afterCommit(Runnable task) {
        if (open.isEmpty() || open.getFirst().savepoint() != null) {
            throw new ProgrammingException("afterCommit must be called inside inTransaction, which begins and commits the "
                    + "transaction: otherwise nobody could tell when it has been committed");
        }
        open.getLast().afterCommit.add(task);
    }

    /** Refuses what would end the transaction under the block's feet. */
    synchronized void refuseInside(String operation) {
        if (!open.isEmpty()) {
            throw new ProgrammingException(
                    operation + " cannot be used inside inTransaction, which ends the transaction itself: "
                            + "fail the function's Uni to roll back");
        }
    }
}
