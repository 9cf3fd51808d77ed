package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.List;

import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ParameterDescription;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Describe;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.EmptyRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Parse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Target;

/**
 * What comes before a statement's first Bind: Parse, Describe, and the catalog's word on types that are not known. A statement
 * that is prepared already, with types that are known, has none of this.
 */
final class StatementPreparation {

    private enum Awaited {
        PARSE_COMPLETE,
        PARAMETER_DESCRIPTION,
        ROW_DESCRIPTION
    }

    private final StatementExchange exchange;
    private final StatementScope scope;
    private Awaited awaited;
    private String name;
    private int[] declaredOids;
    private int[] parameterOids;
    private TypeLookup lookup;

    StatementPreparation(StatementExchange exchange, StatementScope scope) {
        this.exchange = exchange;
        this.scope = scope;
    }

    /** Has the server parse and describe the statement; Bind waits for the answer, which tells the parameters' types. */
    void begin(String sql, List<?> values, WireWriter out) {
        name = scope.statements().nameFor(sql);
        declaredOids = new int[values.size()];
        for (int i = 0; i < declaredOids.length; i++) {
            declaredOids[i] = scope.types().declaredOid(values.get(i));
        }
        new Parse(name, sql, declaredOids).write(out);
        new Describe(Target.STATEMENT, name).write(out);
        EmptyRequest.FLUSH.write(out);
        awaited = Awaited.PARSE_COMPLETE;
    }

    /** Whether nothing has told yet that the server took the Parse. */
    boolean awaitsParse() {
        return awaited == Awaited.PARSE_COMPLETE;
    }

    /** Takes a reply; gives the statement once it is described, null before. */
    PreparedStatement reply(String sql, BackendMessage message) {
        return switch (awaited) {
            case PARSE_COMPLETE -> {
                if (message != EmptyMessage.PARSE_COMPLETE) {
                    throw exchange.unexpected(message, "ParseComplete");
                }
                awaited = Awaited.PARAMETER_DESCRIPTION;
                yield null;
            }
            case PARAMETER_DESCRIPTION -> {
                if (!(message instanceof ParameterDescription description)) {
                    throw exchange.unexpected(message, "ParameterDescription");
                }
                parameterOids = description.oids();
                awaited = Awaited.ROW_DESCRIPTION;
                yield null;
            }
            case ROW_DESCRIPTION -> described(sql, message);
        };
    }

    private PreparedStatement described(String sql, BackendMessage message) {
        Columns columns = null;
        if (message instanceof RowDescription description) {
            columns = Columns.of(description, scope.types());
        } else if (message != EmptyMessage.NO_DATA) {
            throw exchange.unexpected(message, "RowDescription or NoData");
        }
        PreparedStatement statement = new PreparedStatement(name, sql, declaredOids, parameterOids, columns);
        if (statement.isNamed()) {
            scope.statements().add(statement);
        }
        return statement;
    }

    /** Types that are not known are asked of the catalog before the first value is written. */
    TypeLookup.State lookTypesUp(PreparedStatement statement, WireWriter out) {
        if (lookup == null) {
            if (scope.types().areKnown(statement.typeOids())) {
                return TypeLookup.State.KNOWN;
            }
            lookup = new TypeLookup(scope.types(), () -> scope.waker().accept(exchange));
        }
        return lookup.ask(statement.typeOids(), out);
    }

    /** Takes a reply of the catalog query. */
    TypeLookup.State lookupReply(BackendMessage message, WireWriter out) {
        return lookup.reply(message, out);
    }

    /** The exchange ends, or begins anew, before the catalog has answered: another connection may ask. */
    void abandon() {
        if (lookup != null) {
            lookup.abandon();
        }
    }
}
