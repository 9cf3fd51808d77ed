package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.sql.Literals;

/**
 * Logs a session's statements where that is asked for. Values of arguments are shown only where that is asked for too.
 */
public final class StatementEcho {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.psycopg.sql");

    private final boolean first;
    private final boolean values;
    private volatile boolean on;

    StatementEcho(PgConnectOptions options) {
        this.first = options.echo();
        this.values = options.echoValues();
        this.on = first;
    }

    boolean isOn() {
        return on;
    }

    void set(boolean logs) {
        on = logs;
    }

    /** As the session's options have it. */
    void reset() {
        on = first;
    }

    /** A statement is about to be sent. */
    void statement(String sql, Args args, Supplier<Literals> literals) {
        if (on) {
            LOG.info(values ? written(sql, args, literals.get()) : sql);
        }
    }

    private static String written(String sql, Args args, Literals literals) {
        try {
            return literals.mogrify(sql, args);
        } catch (PgException e) {
            return sql;
        }
    }
}
