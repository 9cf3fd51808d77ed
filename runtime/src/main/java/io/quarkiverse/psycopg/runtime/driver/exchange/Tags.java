package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.Map;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.ServerErrors;

/**
 * What a command's tag tells beyond its success.
 */
final class Tags {

    private static final String IN_FAILED_TRANSACTION = "25P02";

    private Tags() {
    }

    /** Keeps the prepared statements true: DISCARD ALL and DEALLOCATE drop them on the server. */
    static void follow(CommandTag tag, PreparedStatements statements) {
        switch (tag.text()) {
            case "DISCARD ALL", "DEALLOCATE ALL" -> statements.clear();
            case "DEALLOCATE" -> statements.discardAll();
            default -> {
                // all other commands leave prepared statements alone
            }
        }
    }

    /** The server takes a text without a statement for a success; whoever sends one has lost his statement on the way. */
    static PgException emptyStatement() {
        return new ProgrammingException("can't execute an empty query: the text holds no statement");
    }

    /**
     * The failure that hides behind a success: the server answers a COMMIT, or a PREPARE TRANSACTION, in a failed transaction
     * with the tag ROLLBACK. Null where the tag is what was asked for.
     */
    static PgException brokenPromise(String keyword, CommandTag tag) {
        boolean commit = "COMMIT".equals(keyword) || "END".equals(keyword);
        boolean prepare = "PREPARE".equals(keyword);
        if (!commit && !prepare || !"ROLLBACK".equals(tag.text())) {
            return null;
        }
        return ServerErrors.of(new Diagnostics(Map.of('S', "ERROR", 'V', "ERROR", 'C', IN_FAILED_TRANSACTION, 'M',
                "the transaction was rolled back instead of " + (commit ? "committed" : "prepared")
                        + ", because a statement in it had failed")));
    }
}
