package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.runtime.driver.wire.WireLimits;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CommandComplete;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CopyFormats;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CopyInResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ParameterDescription;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ReadyForQuery;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Bind;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Close;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.CopyFail;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Describe;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.EmptyRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Execute;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FrontendDecoder;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FrontendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Parse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Query;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.StartupMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Target;

/**
 * The order of a server's replies, without a server: what each request is answered with, and that everything up to the next
 * Sync is skipped after an error. One reply of a conversation may be made to fail. What the statements give is given.
 */
final class PlayedServer {

    /** SQLSTATE of the error that takes a reply's place. */
    static final String FAILURE = "22012";
    private static final String CANCELED = "57014";

    /** A statement: its columns, null for none, and what each of its executions gives. */
    record Played(int[] parameters, RowDescription columns, List<DataRow> rows, String tag) {
    }

    private final Map<String, Played> statements = new HashMap<>();
    private final Map<String, String> prepared = new HashMap<>();
    private final FrontendDecoder decoder = new FrontendDecoder(WireLimits.DEFAULT);
    private final List<BackendMessage> replies = new ArrayList<>();

    private int failAt = -1;
    private String failure = FAILURE;
    private int told;
    private boolean skipping;
    private boolean copying;
    private Played bound;
    private int position;

    PlayedServer() {
        WireWriter begin = new WireWriter();
        new StartupMessage(0, Map.of("user", "ann")).write(begin);
        take(begin.toByteArray());
    }

    /** What every statement whose text begins so gives. */
    PlayedServer gives(String sql, Played played) {
        statements.put(sql, played);
        return this;
    }

    /** The reply of this number, from 0, becomes an error; at a ReadyForQuery an error comes before it. */
    PlayedServer failsAt(int reply) {
        return failsAt(reply, FAILURE);
    }

    PlayedServer failsAt(int reply, String sqlState) {
        failAt = reply;
        failure = sqlState;
        return this;
    }

    /** The replies to these requests. */
    List<BackendMessage> take(byte[] requests) {
        replies.clear();
        decoder.feed(requests, 0, requests.length, this::request);
        return List.copyOf(replies);
    }

    /** How many replies there were up to now. */
    int told() {
        return told;
    }

    private void request(FrontendMessage request) {
        if (request == EmptyRequest.SYNC) {
            ready();
        } else if (request instanceof Query query) {
            script(query.sql());
        } else if (request instanceof CopyFail && copying) {
            copying = false;
            replies.add(Script.error(CANCELED));
            ready();
        } else if (!skipping) {
            extended(request);
        }
    }

    private void extended(FrontendMessage request) {
        if (request instanceof Parse parse) {
            prepared.put(parse.name(), parse.sql());
            reply(EmptyMessage.PARSE_COMPLETE);
        } else if (request instanceof Describe describe) {
            boolean portal = describe.target() == Target.PORTAL;
            Played played = portal ? bound : statement(prepared.get(describe.name()));
            if (portal || reply(new ParameterDescription(played.parameters()))) {
                reply(played.columns() == null ? EmptyMessage.NO_DATA : played.columns());
            }
        } else if (request instanceof Bind bind) {
            bound = statement(prepared.get(bind.statement()));
            position = 0;
            reply(EmptyMessage.BIND_COMPLETE);
        } else if (request instanceof Execute execute) {
            execute(execute.maxRows());
        } else if (request instanceof Close) {
            reply(EmptyMessage.CLOSE_COMPLETE);
        }
    }

    private void execute(int most) {
        int last = most == 0 ? bound.rows().size() : Math.min(position + most, bound.rows().size());
        boolean goesOn = true;
        while (goesOn && position < last) {
            goesOn = reply(bound.rows().get(position++));
        }
        if (goesOn) {
            boolean suspended = most > 0 && last - position == 0 && last < bound.rows().size();
            reply(suspended ? EmptyMessage.PORTAL_SUSPENDED : new CommandComplete(new CommandTag(bound.tag())));
        }
    }

    private void script(String sql) {
        if (sql.isBlank()) {
            reply(EmptyMessage.EMPTY_QUERY_RESPONSE);
        }
        boolean goesOn = true;
        for (String part : sql.isBlank() ? new String[0] : sql.split(";")) {
            if (goesOn && part.startsWith("COPY")) {
                copying = reply(new CopyInResponse(new CopyFormats((byte) 0, new short[1])));
                if (copying) {
                    return;
                }
                goesOn = false;
            }
            goesOn = goesOn && result(statement(part));
        }
        ready();
    }

    private boolean result(Played played) {
        boolean goesOn = played.columns() == null || reply(played.columns());
        for (int i = 0; goesOn && i < played.rows().size(); i++) {
            goesOn = reply(played.rows().get(i));
        }
        return goesOn && reply(new CommandComplete(new CommandTag(played.tag())));
    }

    private Played statement(String sql) {
        return statements.entrySet().stream().filter(played -> sql.startsWith(played.getKey())).findFirst().orElseThrow()
                .getValue();
    }

    /** False where an error has taken its place. */
    private boolean reply(BackendMessage message) {
        boolean fails = told++ == failAt;
        replies.add(fails ? Script.error(failure) : message);
        skipping = fails;
        return !fails;
    }

    private void ready() {
        if (told++ == failAt && !skipping) {
            replies.add(Script.error(failure));
        }
        skipping = false;
        replies.add(new ReadyForQuery(TransactionIndicator.IDLE));
    }
}
