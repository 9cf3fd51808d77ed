/**
 * Proving who one is: SCRAM-SHA-256 with and without channel binding, MD5 and cleartext behind an explicit opt-in, and
 * the policy that says which of them a server may ask for.
 * <p>
 * No I/O and no threads: {@link io.quarkiverse.psycopg.runtime.driver.auth.ScramClient} turns the server's messages
 * into the client's, {@link io.quarkiverse.psycopg.runtime.driver.auth.ScramKeys} is the slow part and is meant for a
 * worker thread, {@link io.quarkiverse.psycopg.runtime.driver.auth.AuthenticationPolicy} admits or refuses. Secrets are
 * in no message and no toString. Uses the JDK's primitives, the SASLprep tables of a library, and of the driver the
 * wire package only. Implements RFC 5802, RFC 7677, RFC 5929 section 4 and the PostgreSQL documentation, "SASL
 * Authentication".
 */
package io.quarkiverse.psycopg.runtime.driver.auth;
