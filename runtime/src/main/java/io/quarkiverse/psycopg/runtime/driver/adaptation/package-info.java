/**
 * Scopes of an application's own classes and types that live as long as what they belong to, whatever sessions come and go.
 * <p>
 * {@link io.quarkiverse.psycopg.runtime.driver.adaptation.RegistryScope} is that of the driver and of a replication stream. A
 * session's own scope is {@code client}'s, because what is registered there ends when the session is given back. Uses the types
 * and the sql package; knows no connection. Implements the global context of psycopg's "Data adaptation configuration".
 */
package io.quarkiverse.psycopg.runtime.driver.adaptation;
