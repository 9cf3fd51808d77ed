/**
 * The logic of cursors: what a cursor knows of its results and where in them it stands, the order of its operations, the text
 * of the commands that declare and move a cursor on the server, the calls of functions and procedures. No I/O and no thread of
 * its own; the client layer submits the exchanges.
 * <p>
 * May use exchange, types, sql, connection and the API. Implements DB-API 2.0 (PEP 249), Cursor Objects, as psycopg2 reads it,
 * and the PostgreSQL documentation's pages DECLARE, FETCH, MOVE, CLOSE and CALL. Main types:
 * {@link io.quarkiverse.psycopg.runtime.driver.cursor.CursorState},
 * {@link io.quarkiverse.psycopg.runtime.driver.cursor.CursorTurns},
 * {@link io.quarkiverse.psycopg.runtime.driver.cursor.NamedCursorCommands},
 * {@link io.quarkiverse.psycopg.runtime.driver.cursor.Routine}.
 */
package io.quarkiverse.psycopg.runtime.driver.cursor;
