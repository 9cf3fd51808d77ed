package io.quarkiverse.psycopg.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.AccessMode;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.Deferral;
import io.quarkiverse.psycopg.IsolationLevel;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.Xid;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.smallrye.mutiny.Uni;

/**
 * One recorded step, translated to the driver's API. A step that Java's compiler would refuse is not run: it has a rule
 * instead.
 */
final class SessionStep {

    /** psycopg's constants of isolation levels, by their value. */
    private static final List<IsolationLevel> LEVELS = List.of(IsolationLevel.DEFAULT, IsolationLevel.READ_COMMITTED,
            IsolationLevel.REPEATABLE_READ, IsolationLevel.SERIALIZABLE, IsolationLevel.READ_UNCOMMITTED);

    private final SessionScript script;
    private final String object;
    private final String operation;
    private final JsonNode args;
    private final JsonNode kwargs;
    private final String alias;
    private String refusedBy;

    SessionStep(SessionScript script, String object, JsonNode step) {
        this.script = script;
        this.object = object;
        this.operation = step.get("op").asText();
        this.args = step.path("args");
        this.kwargs = step.path("kwargs");
        this.alias = step.path("as").asText(null);
    }

    String operation() {
        return operation;
    }

    JsonNode args() {
        return args;
    }

    /** The rule by which Java has no such step; null where it was run. */
    String refusedBy() {
        return refusedBy;
    }

    /** The encoding that the connection must have: another than UTF8 only where a statement in its transaction has set it. */
    String serverEncoding() {
        PgConnection c = script.connection(object);
        return c.transactionStatus() == TransactionStatus.IDLE ? "UTF8"
                : Oracle.await(c.fetchOne("SHOW client_encoding")).getString(0);
    }

    /** What the step gives: a tagged value's Java form, a state, a list. */
    Object run() {
        return object.startsWith("conn") ? onConnection() : onCursor(script.cursor(object));
    }

    private Object onConnection() {
        PgConnection c = operation.equals("connect") ? script.open(object) : script.connection(object);
        return switch (operation) {
            case "connect" -> script.isPlain() ? state(c) : connected(c);
            case "status" -> state(c);
            case "commit" -> done(c.commit());
            case "rollback" -> done(c.rollback());
            case "close" -> done(c.close());
            case "reset" -> done(c.reset());
            case "get" -> property(c, args.get(0).asText());
            case "set" -> set(c, args.get(0).asText(), args.get(1));
            case "set_session" -> setSession(c);
            case "set_isolation_level" -> setIsolationLevel(c, args.get(0));
            case "set_client_encoding" -> done(c.setClientEncoding(args.get(0).asText()));
            case "with_commit" -> with(c, false);
            case "with_raise" -> with(c, true);
            case "cursor" -> makeCursor(c);
            case "xid_tpc" -> twoPhase(c, args.get(0).asText(),
                    Xid.of(args.get(1).asInt(), args.get(2).asText(), args.get(3).asText()));
            case "tpc_begin" -> twoPhase(c, operation, Xid.fromString(args.get(0).asText()));
            case "tpc_prepare" -> done(c.tpcPrepare());
            case "tpc_commit" -> args.size() == 0 ? done(c.tpcCommit())
                    : twoPhase(c, operation, Xid.fromString(args.get(0).asText()));
            case "tpc_rollback" -> args.size() == 0 ? done(c.tpcRollback())
                    : twoPhase(c, operation, Xid.fromString(args.get(0).asText()));
            case "notices" -> c.notices().stream().map(SessionStep::shown).toList();
            case "truncate_notices" -> {
                c.clearNotices();
                yield null;
            }
            case "tpc_recover" -> Oracle.await(c.tpcRecover()).stream().map(SessionStep::shown).toList();
            default -> throw new UnsupportedOperationException("connection." + operation);
        };
    }

    private static Object state(PgConnection c) {
        return SessionScript.state(c.status(), c.transactionStatus(), c.isClosed());
    }

    /** What is recorded of connections with options of their own. */
    private static Object connected(PgConnection c) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : List.of("isolation_level", "readonly", "encoding")) {
            properties.put(name, property(c, name));
        }
        return properties;
    }

    private static Object done(Uni<Void> uni) {
        return Oracle.await(uni);
    }

    private static Object twoPhase(PgConnection c, String operation, Xid xid) {
        return done(switch (operation) {
            case "tpc_begin" -> c.tpcBegin(xid);
            case "tpc_commit" -> c.tpcCommit(xid);
            case "tpc_rollback" -> c.tpcRollback(xid);
            default -> throw new UnsupportedOperationException(operation);
        });
    }

    /** As libpq shows a notice: severity and primary message. */
    private static String shown(Diagnostics notice) {
        return notice.severity().orElse("") + ":  " + notice.messagePrimary().orElse("") + "\n";
    }

    /** As the recording shows a recovered identifier. */
    private static Map<String, Object> shown(Xid xid) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("format_id", xid.formatId().isPresent() ? xid.formatId().getAsInt() : null);
        shown.put("gtrid", xid.gtrid());
        shown.put("bqual", xid.bqual().orElse(null));
        shown.put("str", xid.toString());
        shown.put("database", xid.database().orElse(null));
        shown.put("owner", xid.owner().orElse(null));
        shown.put("has_prepared", xid.prepared().isPresent());
        return shown;
    }

    static Object property(PgConnection c, String name) {
        TransactionOptions options = c.transactionOptions();
        return switch (name) {
            case "autocommit" -> c.autocommit();
            case "isolation_level" ->
                options.isolation() == IsolationLevel.DEFAULT ? null : (long) LEVELS.indexOf(options.isolation());
            case "readonly" -> options.access() == AccessMode.DEFAULT ? null : options.access() == AccessMode.READ_ONLY;
            case "deferrable" -> options.deferral() == Deferral.DEFAULT ? null : options.deferral() == Deferral.DEFERRABLE;
            case "encoding" -> c.parameterStatus("client_encoding").orElse(null);
            default -> throw new UnsupportedOperationException("connection." + name);
        };
    }

    private Object set(PgConnection c, String name, JsonNode value) {
        TransactionOptions options = c.transactionOptions();
        switch (name) {
            case "autocommit":
                return done(c.autocommit(truth(value)));
            case "isolation_level":
                IsolationLevel level = level(value, 1);
                return level == null ? null : done(c.setSession(options.isolation(level)));
            case "readonly":
                AccessMode access = choice(value, AccessMode.DEFAULT, AccessMode.READ_ONLY, AccessMode.READ_WRITE);
                return access == null ? null : done(c.setSession(options.access(access)));
            case "deferrable":
                Deferral deferral = choice(value, Deferral.DEFAULT, Deferral.DEFERRABLE, Deferral.NOT_DEFERRABLE);
                return deferral == null ? null : done(c.setSession(options.deferral(deferral)));
            default:
                throw new UnsupportedOperationException("connection." + name);
        }
    }

    private Object setSession(PgConnection c) {
        TransactionOptions options = c.transactionOptions();
        boolean autocommit = c.autocommit();
        for (Map.Entry<String, JsonNode> given : kwargs.properties()) {
            JsonNode value = given.getValue();
            switch (given.getKey()) {
                case "isolation_level" -> {
                    IsolationLevel level = level(value, 1);
                    options = level == null ? options : options.isolation(level);
                }
                case "readonly" -> {
                    AccessMode access = choice(value, AccessMode.DEFAULT, AccessMode.READ_ONLY, AccessMode.READ_WRITE);
                    options = access == null ? options : options.access(access);
                }
                case "deferrable" -> {
                    Deferral deferral = choice(value, Deferral.DEFAULT, Deferral.DEFERRABLE, Deferral.NOT_DEFERRABLE);
                    options = deferral == null ? options : options.deferral(deferral);
                }
                case "autocommit" -> autocommit = truth(value);
                default -> throw new UnsupportedOperationException(given.getKey());
            }
        }
        return refusedBy != null ? null : done(c.setSession(options, autocommit));
    }

    /** ISOLATION_LEVEL_AUTOCOMMIT is the switch of its own here. */
    private Object setIsolationLevel(PgConnection c, JsonNode value) {
        if (value.isInt() && value.asInt() == 0) {
            return done(c.rollback().chain(() -> c.autocommit(true)));
        }
        IsolationLevel level = level(value, 0);
        return level == null ? null : done(c.setIsolationLevel(level));
    }

    /** A level by its number or name; null, and rule D13, for one that cannot be written here. */
    private IsolationLevel level(JsonNode value, int least) {
        JsonNode plain = plain(value);
        if (plain.isNull()) {
            return IsolationLevel.DEFAULT;
        }
        if (plain.isInt() && plain.asInt() >= least && plain.asInt() < LEVELS.size()) {
            return LEVELS.get(plain.asInt());
        }
        if (plain.isTextual()) {
            String name = plain.asText().toUpperCase(Locale.ROOT).replace(' ', '_');
            for (IsolationLevel level : LEVELS) {
                if (level.name().equals(name)) {
                    return level;
                }
            }
        }
        refusedBy = "D13";
        return null;
    }

    /** One of three by psycopg's None, True and False; null, and rule D22, for what cannot be written here. */
    private <E> E choice(JsonNode value, E unset, E yes, E no) {
        JsonNode plain = plain(value);
        if (plain.isTextual() && !plain.asText().equalsIgnoreCase("default")) {
            refusedBy = "D22";
            return null;
        }
        return plain.isNull() || plain.isTextual() ? unset : truth(plain) ? yes : no;
    }

    private static boolean truth(JsonNode value) {
        JsonNode plain = plain(value);
        return plain.isBoolean() ? plain.asBoolean() : plain.isTextual() ? !plain.asText().isEmpty() : plain.asInt() != 0;
    }

    private static JsonNode plain(JsonNode value) {
        return value.isObject() && value.path("t").asText().equals("null")
                ? com.fasterxml.jackson.databind.node.NullNode.instance
                : value;
    }

    /** Python's {@code with connection}: commits or rolls back; in autocommit it begins, too. */
    private Object with(PgConnection c, boolean raise) {
        String sql = args.get(0).asText();
        IllegalStateException boom = new IllegalStateException("boom");
        Uni<Object> end = raise ? Uni.createFrom().failure(boom) : Uni.createFrom().nullItem();
        boolean begun = c.transactionStatus() != TransactionStatus.IDLE;
        Uni<Object> block = begun ? c.execute(sql).chain(() -> end).call(() -> c.commit()).onFailure().call(() -> c.rollback())
                : c.inTransaction(inner -> inner.execute(sql).chain(() -> end));
        try {
            return Oracle.await(block);
        } catch (IllegalStateException e) {
            if (e != boom || !raise) {
                throw e;
            }
            return e.getMessage();
        }
    }

    private Object makeCursor(PgConnection c) {
        CursorOptions.Builder options = CursorOptions.builder();
        if (args.size() > 0) {
            options.name(args.get(0).asText());
        }
        if (kwargs.hasNonNull("scrollable")) {
            options.scrollable(kwargs.get("scrollable").asBoolean());
        }
        options.withHold(kwargs.path("withhold").asBoolean());
        script.makeCursor(alias, c, options.build());
        return null;
    }

    private Object onCursor(PgCursor cursor) {
        return switch (operation) {
            case "execute" -> done(cursor.execute(args.get(0).asText()));
            case "execute+commit" ->
                done(cursor.execute(args.get(0).asText()).chain(() -> cursor.connection().commit()));
            case "fetchone" -> values(Oracle.await(cursor.fetchOne()));
            case "next" -> values(next(cursor));
            case "fetchmany" -> all(Oracle.await(cursor.fetchMany(args.get(0).asInt())));
            case "fetchall" -> all(Oracle.await(cursor.fetchAll()));
            case "scroll" -> done(cursor.scroll(args.get(0).asInt()));
            case "set" -> cursor.iterSize(args.get(1).asInt()) == null;
            case "close" -> done(cursor.close());
            default -> throw new UnsupportedOperationException("cursor." + operation);
        };
    }

    private static Row next(PgCursor cursor) {
        return Oracle.await(cursor.rows().select().first().toUni());
    }

    private static List<Object> values(Row row) {
        if (row == null) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.columns().size(); i++) {
            values.add(row.get(i));
        }
        return values;
    }

    private static List<List<Object>> all(List<Row> rows) {
        return rows.stream().map(SessionStep::values).toList();
    }
}
