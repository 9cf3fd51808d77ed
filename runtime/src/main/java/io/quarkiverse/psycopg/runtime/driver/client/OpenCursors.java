package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

import io.quarkiverse.psycopg.CursorFactory;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.smallrye.mutiny.Uni;

/**
 * The cursors of a connection that are still in somebody's hands; one that nobody holds any more is forgotten. Safe for use
 * from any thread.
 */
final class OpenCursors {

    /** Guarded by itself. */
    private final Set<DriverCursor> cursors = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /**
     * Makes a cursor on the client or, where the options name it, on the server.
     *
     * @param factory what the application wants to have in its place, unless the options say another
     */
    PgCursor open(DriverConnection connection, CursorOptions options, CursorFactory factory) {
        DriverCursor cursor = options.name().isPresent() ? new NamedCursor(connection, options)
                : new ClientCursor(connection, options);
        cursors.add(cursor);
        return made(options.factory().orElse(factory), cursor);
    }

    private static PgCursor made(CursorFactory factory, PgCursor cursor) {
        PgCursor made = factory.create(cursor);
        if (made == null) {
            throw new InterfaceException("expected a cursor from " + factory.getClass().getName() + ", got null");
        }
        return made;
    }

    boolean isEmpty() {
        return list().isEmpty();
    }

    Uni<Void> closeAll() {
        return Uni.createFrom().deferred(() -> {
            List<Uni<Void>> closes = list().stream().map(PgCursor::close).toList();
            return closes.isEmpty() ? Uni.createFrom().voidItem() : Uni.join().all(closes).andFailFast().replaceWithVoid();
        });
    }

    private List<DriverCursor> list() {
        synchronized (cursors) {
            return cursors.stream().filter(cursor -> !cursor.isClosed()).toList();
        }
    }
}
