package io.quarkiverse.psycopg;

import java.time.Duration;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * What {@link PgConnectOptions} say of the statements of a session: how they are written, prepared, timed and logged, and as
 * what their values are read. A builder's copy changes; that of options never does.
 */
final class StatementSettings {

    PlaceholderStyle placeholders = PlaceholderStyle.PYFORMAT;
    Duration queryTimeout = Duration.ofSeconds(60);
    int statementCacheSize = 256;
    int statementCacheThreshold = 1;
    boolean echo = false;
    boolean echoValues = false;
    Consumer<Diagnostics> noticeHandler;
    boolean json = true;
    boolean hstore = true;
    boolean uuid = true;

    StatementSettings() {
    }

    StatementSettings(StatementSettings other) {
        placeholders = other.placeholders;
        queryTimeout = other.queryTimeout;
        statementCacheSize = other.statementCacheSize;
        statementCacheThreshold = other.statementCacheThreshold;
        echo = other.echo;
        echoValues = other.echoValues;
        noticeHandler = other.noticeHandler;
        json = other.json;
        hstore = other.hstore;
        uuid = other.uuid;
    }
}
