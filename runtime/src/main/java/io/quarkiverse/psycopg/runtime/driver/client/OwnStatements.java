package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.Collection;
import java.util.Collections;
import java.util.List;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultSet;
import io.quarkiverse.psycopg.runtime.driver.exchange.Results;
import io.quarkiverse.psycopg.runtime.driver.exchange.StatementExchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.StatementScope;

/**
 * Makes the exchanges of the driver's own statements on a session, with placeholders as the server has them. They leave the
 * session's state as it was, no adapter changes their values, and no echo shows them.
 */
public final class OwnStatements {

    private static final String NOTIFY = "SELECT pg_catalog.pg_notify($1, $2)";
    private static final String TYPE_OID = "SELECT pg_catalog.to_regtype($1)::pg_catalog.oid";

    private final StatementScope scope;

    OwnStatements(StatementScope scope) {
        this.scope = scope;
    }

    /** Sends a notification; names and payloads are checked before. */
    Exchange notify(String channel, String payload, Completion<CommandTag> completion) {
        return Results.tag().query(NOTIFY, List.of(channel, payload), scope, completion);
    }

    /** Asks the catalog. */
    Exchange catalog(String sql, List<?> values, Completion<List<Row>> completion) {
        return Results.all().query(sql, values, scope, completion);
    }

    /** As {@link #catalog}, with the result's columns and tag. */
    StatementExchange catalogSet(String sql, List<?> values, Completion<ResultSet> completion) {
        return Results.set().query(sql, values, scope, completion);
    }

    /** Asks whether a statement that mentions these names may reach a volatile function: one boolean. */
    public Exchange reachesVolatile(Collection<String> names, Completion<Row> completion) {
        Object array = names.toArray(new String[0]);
        return Results.first().query(VolatileNames.SQL, List.of(array), scope, completion);
    }

    /** Asks for a type's OID by its name; NULL where there is none. */
    Exchange typeOid(String name, Completion<Row> completion) {
        return Results.first().query(TYPE_OID, Collections.singletonList(name), scope, completion);
    }
}
