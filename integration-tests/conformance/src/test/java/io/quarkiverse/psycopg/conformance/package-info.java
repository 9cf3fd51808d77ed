/**
 * Runs the cases recorded with psycopg 2.9 in {@code cases/} against the driver, on the embedded server, through the public API
 * alone: {@link io.quarkiverse.psycopg.conformance.CaseFile} has an implementation per file. No case is known by its id; what a
 * rule of deliberate differences says is asserted, never presumed.
 * <p>
 * Run: cast, cursor, dsn, errors, mogrify, notify, quote, replication, session, tpc. Not yet: lobject, copy; the other
 * files are Python source or descriptions, and are ported by hand.
 * <p>
 * Read in the rules: under D6 is every type that psycopg leaves as text without registration (an array of {@code xml} too);
 * every error of a class that has another name here is a difference of D20; under D16 is a server that refuses a connection as
 * well, where psycopg has a text only and {@code OperationalError} for all. Rules that were added:
 * <dl>
 * <dt>D26</dt>
 * <dd>{@code extra_float_digits} below 1 cuts digits from texts only: floats are read in binary, whole. The server, under that
 * setting, gives the same text for the driver's value. Nobody asks for less precision by a setting that is about display.</dd>
 * <dt>D27</dt>
 * <dd>After a COPY that is refused because it was not given to the copy operations, the connection is idle and goes on;
 * psycopg is left in the middle of it.</dd>
 * <dt>D30</dt>
 * <dd>Notifications are received when they come; psycopg has them only after the next statement or {@code poll}. What it
 * shows there is in the queue already.</dd>
 * <dt>D31</dt>
 * <dd>A commit that the server turned into a rollback, because a statement had failed, is an error; psycopg reports success,
 * and the work is lost in silence.</dd>
 * <dt>D32</dt>
 * <dd>Switching autocommit on carries the session's modes over ({@code SET default_transaction_…}); psycopg drops them in
 * silence,
 * so that a read-only session can write.</dd>
 * <dt>D34</dt>
 * <dd>A {@code client_encoding} other than UTF8 is refused, or overridden at the connection's start; UTF8 is set only where
 * it is not; the encoding told is the server's, also after a SET by hand.</dd>
 * <dt>D35</dt>
 * <dd>The text of a two-phase identifier whose parts would not give the same text again is kept whole: an identifier that was
 * recovered always names the transaction that was found.</dd>
 * <dt>D40</dt>
 * <dd>{@code cursor.cast}: a text is read as the server reads it, and one that the server would refuse is a
 * {@code DataException}, whatever the type (there: {@code InterfaceError}, {@code ValueError} and others by type, and texts
 * that the server never writes have a meaning of psycopg's own). Json stays a text until somebody reads it as a tree.</dd>
 * <dt>D41</dt>
 * <dd>A column may have any name; a named tuple of Python may not be called like one of Python's key words.</dd>
 * <dt>D42</dt>
 * <dd>{@code commit} and {@code rollback} in autocommit end a transaction that was begun by hand; there they do nothing, and
 * leave it open.</dd>
 * <dt>D43</dt>
 * <dd>{@code callproc} with arguments by name gives them back, as with arguments by position (there: None).</dd>
 * </dl>
 */
package io.quarkiverse.psycopg.conformance;
