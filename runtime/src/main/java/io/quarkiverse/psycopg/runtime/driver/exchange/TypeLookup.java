package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.types.TypeCatalog;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.types.WireRow;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CommandComplete;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Bind;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Close;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.EmptyRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Execute;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Parse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Target;

/**
 * The part of a statement's script that asks the catalog for types that are not known, between the statement's description and
 * its Bind, on the same connection; or waits for the connection that asks already.
 * <p>
 * The query is prepared under a name of its own, because the statement that waits for it may be the unnamed one.
 */
final class TypeLookup {

    private static final String STATEMENT = "quarkus_psycopg_types";
    private static final short BINARY = 1;

    /** How a look-up stands. */
    enum State {
        /** All that could be found is known. */
        KNOWN,
        /** Replies of the catalog query are outstanding. */
        ASKED,
        /** Another connection asks; the exchange will be woken. */
        WAITING
    }

    private final TypeRegistry types;
    private final Runnable wake;
    private final String portal;
    private TypeCatalog.Load load;
    private BackendMessage last;
    private boolean portalClosed;

    /** @param wake called from any thread when the connection that was waited for is done */
    TypeLookup(TypeRegistry types, Runnable wake) {
        this(types, wake, "");
    }

    private TypeLookup(TypeRegistry types, Runnable wake, String portal) {
        this.types = types;
        this.wake = wake;
        this.portal = portal;
    }

    /** One that leaves the unnamed portal alone, which a statement's rows are being fetched from. */
    static TypeLookup besideOpenPortal(TypeRegistry types, Runnable wake) {
        return new TypeLookup(types, wake, STATEMENT);
    }

    /** Asks for those of these types that are not known. */
    State ask(List<Integer> oids, WireWriter out) {
        List<Integer> missing = missing(oids);
        if (missing.isEmpty() || types.catalog().isEmpty()) {
            return State.KNOWN;
        }
        load = types.catalog().get().load(missing, wake).orElse(null);
        if (load == null) {
            return State.WAITING;
        }
        write(out);
        return State.ASKED;
    }

    /** Those of these types that are not known, or out of date. */
    private List<Integer> missing(List<Integer> oids) {
        List<Integer> missing = new ArrayList<>(0);
        for (int oid : oids) {
            if (!types.isKnown(oid) && !missing.contains(oid)) {
                missing.add(oid);
            }
        }
        return missing;
    }

    private void write(WireWriter out) {
        new Parse(STATEMENT, load.sql(), new int[0]).write(out);
        new Bind(portal, STATEMENT, new short[0], List.of(), new short[] { BINARY }).write(out);
        new Execute(portal, 0).write(out);
        if (!portal.isEmpty()) {
            new Close(Target.PORTAL, portal).write(out);
        }
        new Close(Target.STATEMENT, STATEMENT).write(out);
        EmptyRequest.FLUSH.write(out);
        last = null;
        portalClosed = false;
    }

    /** Takes a reply of the catalog query. */
    State reply(BackendMessage message, WireWriter out) {
        boolean expected = last == null ? message == EmptyMessage.PARSE_COMPLETE
                : last == EmptyMessage.PARSE_COMPLETE ? message == EmptyMessage.BIND_COMPLETE
                        : last instanceof CommandComplete ? message == EmptyMessage.CLOSE_COMPLETE
                                : message instanceof DataRow || message instanceof CommandComplete;
        if (!expected) {
            throw new ProtocolViolationException("unexpected " + message.type() + " while looking types up");
        }
        if (message == EmptyMessage.CLOSE_COMPLETE && !portal.isEmpty() && !portalClosed) {
            portalClosed = true;
            return State.ASKED;
        }
        last = message;
        if (message instanceof DataRow row) {
            load.row(new WireRow(load.columns(), row.buffer(), row.offset(), row.length()));
        }
        if (message != EmptyMessage.CLOSE_COMPLETE) {
            return State.ASKED;
        }
        if (load.end()) {
            write(out);
            return State.ASKED;
        }
        load = null;
        return State.KNOWN;
    }

    /** The exchange ends before the query has: another connection may ask. */
    void abandon() {
        if (load != null) {
            load.abandon();
            load = null;
        }
    }
}
