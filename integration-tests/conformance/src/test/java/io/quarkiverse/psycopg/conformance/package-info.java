/**
 * Runs the cases recorded with psycopg 2.9 in {@code cases/} against the driver, on the embedded server, through the public API
 * alone: {@link io.quarkiverse.psycopg.conformance.CaseFile} has an implementation per file. No case is known by its id; what a
 * rule of deliberate differences says is asserted, never presumed.
 * <p>
 * Run: cast, errors, dsn, notify, cursor. Not yet: quote, mogrify, session, tpc, lobject, copy, replication; the other files
 * are
 * Python source or descriptions, and are ported by hand.
 * <p>
 * Read in the rules: under D6 is every type that psycopg leaves as text without registration (an array of {@code xml} too);
 * every
 * error of a class that has another name here is a difference of D20; under D16 is a server that refuses a connection as well,
 * where psycopg has a text only and {@code OperationalError} for all. Rules that were added:
 * <dl>
 * <dt>D26</dt>
 * <dd>{@code extra_float_digits} below 1 cuts digits from texts only: floats are read in binary, whole. The server, under that
 * setting, gives the same text for the driver's value. Nobody asks for less precision by a setting that is about display.</dd>
 * <dt>D27</dt>
 * <dd>After a COPY that is refused because it was not given to the copy operations, the connection is idle and goes on; psycopg
 * is
 * left in the middle of it.</dd>
 * <dt>D30</dt>
 * <dd>Notifications are received when they come; psycopg has them only after the next statement or {@code poll}. What it
 * shows there is in the queue already.</dd>
 * <dt>D40</dt>
 * <dd>{@code cursor.cast}: a text is read as the server reads it, and one that the server would refuse is a
 * {@code DataException}, whatever the type (there: {@code InterfaceError}, {@code ValueError} and others by type, and texts
 * that the server never writes have a meaning of psycopg's own). Json stays a text until somebody reads it as a tree.</dd>
 * <dt>D41</dt>
 * <dd>A column may have any name; a named tuple of Python may not be called like one of Python's key words.</dd>
 * <dt>D42</dt>
 * <dd>{@code rollback} in autocommit ends a transaction that was begun by hand; there it does nothing, and leaves it open.</dd>
 * <dt>D43</dt>
 * <dd>{@code callproc} with arguments by name gives them back, as with arguments by position (there: None).</dd>
 * </dl>
 */
package io.quarkiverse.psycopg.conformance;
