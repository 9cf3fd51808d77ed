/**
 * Runs the cases recorded with psycopg 2.9 in {@code cases/} against the driver, on the embedded server, through the public API
 * alone: {@link io.quarkiverse.psycopg.conformance.CaseFile} has an implementation per file. No case is known by its id; what a
 * rule of deliberate differences says is asserted, never presumed.
 * <p>
 * Run: cast, errors, dsn, notify. Not yet: quote, mogrify, cursor, session, tpc, lobject, copy, replication; the other files
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
 * </dl>
 */
package io.quarkiverse.psycopg.conformance;
