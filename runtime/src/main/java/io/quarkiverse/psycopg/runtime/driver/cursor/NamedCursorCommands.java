package io.quarkiverse.psycopg.runtime.driver.cursor;

import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.ScrollMode;
import io.quarkiverse.psycopg.runtime.driver.sql.Quoting;

/**
 * The commands of a cursor on the server. Source: PostgreSQL documentation, DECLARE, FETCH, MOVE, CLOSE.
 */
public final class NamedCursorCommands {

    /** Asks whether a cursor of that name is open. */
    public static final String EXISTS = "SELECT 1 FROM pg_catalog.pg_cursors WHERE name = $1";

    private final String name;
    private final String scroll;
    private final String hold;

    /** @param options whose name is present */
    public NamedCursorCommands(CursorOptions options) {
        name = Quoting.identifier(options.name().orElseThrow());
        scroll = options.scrollable().map(back -> back ? "SCROLL " : "NO SCROLL ").orElse("");
        hold = options.withHold() ? "WITH HOLD" : "WITHOUT HOLD";
    }

    /** Declares the cursor for a query as it is. */
    public String declare(String query) {
        return "DECLARE " + name + " " + scroll + "CURSOR " + hold + " FOR " + query;
    }

    /** Declares the cursor for a query with placeholders of this style. */
    public String declareTemplate(String query, PlaceholderStyle style) {
        String written = style == PlaceholderStyle.PYFORMAT ? name.replace("%", "%%") : name;
        return "DECLARE " + written + " " + scroll + "CURSOR " + hold + " FOR " + query;
    }

    public String fetch(int count) {
        return "FETCH FORWARD " + count + " FROM " + name;
    }

    public String fetchAll() {
        return "FETCH FORWARD ALL FROM " + name;
    }

    public String move(int value, ScrollMode mode) {
        return mode == ScrollMode.ABSOLUTE ? "MOVE ABSOLUTE " + value + " FROM " + name
                : "MOVE " + value + " FROM " + name;
    }

    public String close() {
        return "CLOSE " + name;
    }
}
