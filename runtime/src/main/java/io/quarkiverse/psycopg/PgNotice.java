package io.quarkiverse.psycopg;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * The CDI event for a notice of the server, fired for connections of injected pools: an observer of {@code PgNotice} hears of
 * all databases, one with {@link PgDatabase} of that one. Synchronous observers are called on a worker thread, those of one
 * connection in order; what they throw is logged.
 *
 * @param database the database's name in the configuration, {@code <default>} for the default one
 * @param diagnostics all that the server sent
 */
public record PgNotice(String database, Diagnostics diagnostics) {

    public PgNotice {
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(diagnostics, "diagnostics");
    }

    /** {@code NOTICE}, {@code WARNING}, {@code INFO}, {@code DEBUG} or {@code LOG}, whatever the server's language. */
    public Optional<String> severity() {
        return diagnostics.severityNonlocalized();
    }

    /** The notice's text. */
    public Optional<String> message() {
        return diagnostics.messagePrimary();
    }
}
