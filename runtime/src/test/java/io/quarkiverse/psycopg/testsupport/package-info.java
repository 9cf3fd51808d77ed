/**
 * What the tests of every module share: the real PostgreSQL that they ask, started once per JVM
 * ({@link io.quarkiverse.psycopg.testsupport.TestServer}), a scripted server for what a real one never does
 * ({@link io.quarkiverse.psycopg.testsupport.RogueServer}), a proxy that knows the borders of messages, for cuts, stalls,
 * delays and insertions ({@link io.quarkiverse.psycopg.testsupport.FaultProxy}), and waiting with a deadline
 * ({@link io.quarkiverse.psycopg.testsupport.Waiting}).
 * <p>
 * The package is packed as the runtime module's test-jar, with the server's archives as resources, so that a module that
 * uses it needs neither Docker nor a network. It depends on the JDK, on Mutiny, on the driver's options and message records, on
 * commons-compress for unpacking and, for {@link io.quarkiverse.psycopg.testsupport.TestServer#execute} and its like, on the
 * JDBC driver that the embedded PostgreSQL brings; {@link io.quarkiverse.psycopg.testsupport.TaggedValues}, the values of
 * recorded cases, needs Jackson.
 */
package io.quarkiverse.psycopg.testsupport;
