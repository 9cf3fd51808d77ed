/**
 * How a session comes about: name look-up, TCP or Unix socket, TLS, login, choice among several hosts, all within one deadline.
 * <p>
 * {@link io.quarkiverse.psycopg.runtime.driver.connection.opening.Connector} opens sessions by one set of options; nothing else
 * here is asked by other packages, but for what all connectors of a driver share ({@code ScramLogins}) and who is told of each
 * step ({@code ConnectTrace}). A {@code ConnectRun} goes through hosts, addresses and protections; each is a {@code
 * ConnectAttempt}: an {@code Opening} of a stream, with {@code TlsNegotiation} where that is asked for, the login
 * ({@code Login},
 * {@code KeyDerivation}), and the choice of the server by its role ({@code RoleProbe}). {@code Canceller} opens streams too,
 * for requests to cancel.
 * <p>
 * Uses the session, the network and the options, and what they use. Implements, of libpq, "Database Connection Control
 * Functions" and "SSL Support", and PostgreSQL documentation 54.2.1, Start-up.
 */
package io.quarkiverse.psycopg.runtime.driver.connection.opening;
