package io.quarkiverse.psycopg.runtime.driver.replication;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Loop;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.ChangeRows;
import io.quarkiverse.psycopg.runtime.driver.types.TypeCatalog;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.smallrye.mutiny.Uni;

/**
 * Lets changes through in order. One whose values show a type that is not known, or that is other than it was described,
 * waits until the catalog has been asked over a second connection, and all that come behind it wait with it.
 * <p>
 * A value may be older than what the catalog says: then asking does not help, the change goes on as it is, and the next
 * question is asked only after one, two, four such changes and so on. On the session's event loop.
 */
final class TypeGate {

    /** What is told of the changes. */
    interface Owner {

        /** A change has passed. */
        void passed(Change change, int length);

        /** Changes wait from now on: as few as possible should come. */
        void waits();

        /** Nothing waits any more. */
        void goesOn();

        /** The catalog could not be asked; what waits will not pass. */
        void failed(Throwable cause);
    }

    private record Waiting(Change change, int length) {
    }

    private final TypeRegistry types;
    private final Function<List<Integer>, Uni<Void>> lookup;
    private final Loop loop;
    private final Owner owner;
    private final Deque<Waiting> waiting = new ArrayDeque<>(0);
    private boolean asking;
    private boolean closed;
    /** How many changes after an answer that did not help pass without a question, and how many of them are left. */
    private int distance;
    private int unasked;

    /**
     * @param types of the connection that the changes come over
     * @param lookup asks the catalog for types, and for those that values have shown to be out of date
     */
    TypeGate(TypeRegistry types, Function<List<Integer>, Uni<Void>> lookup, Loop loop, Owner owner) {
        this.types = types;
        this.lookup = lookup;
        this.loop = loop;
        this.owner = owner;
    }

    boolean isWaiting() {
        return asking;
    }

    /** What waits comes again over another connection. */
    void close() {
        closed = true;
        waiting.clear();
    }

    /** A change has come, with data of that length. */
    void offer(Change change, int length) {
        if (asking) {
            waiting.add(new Waiting(change, length));
        } else if (mayPass(change)) {
            owner.passed(change, length);
        } else {
            waiting.add(new Waiting(change, length));
            ask(change);
            owner.waits();
        }
    }

    private boolean mayPass(Change change) {
        if (ChangeRows.areUnderstood(change)) {
            return true;
        }
        if (unasked == 0 || !ChangeRows.unknown(change).isEmpty()) {
            return false;
        }
        unasked--;
        types.catalog().ifPresent(TypeCatalog::settle);
        return true;
    }

    private void ask(Change change) {
        asking = true;
        lookup.apply(ChangeRows.unknown(change)).subscribe().with(known -> loop.run(this::answered),
                failure -> loop.run(() -> refused(failure)));
    }

    private void refused(Throwable failure) {
        if (!closed) {
            owner.failed(failure);
        }
    }

    private void answered() {
        if (closed) {
            return;
        }
        asking = false;
        Change first = waiting.element().change();
        ChangeRows.relearn(first);
        if (ChangeRows.areUnderstood(first)) {
            distance = 0;
            unasked = 0;
        } else {
            distance = distance == 0 ? 1 : Math.min(2 * distance, Integer.MAX_VALUE / 2);
            // this one included
            unasked = distance + 1;
        }
        while (!waiting.isEmpty()) {
            Waiting next = waiting.element();
            ChangeRows.relearn(next.change());
            if (!mayPass(next.change())) {
                ask(next.change());
                return;
            }
            waiting.remove();
            owner.passed(next.change(), next.length());
        }
        owner.goesOn();
    }
}
