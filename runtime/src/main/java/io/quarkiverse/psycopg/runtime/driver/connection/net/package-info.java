/**
 * The byte stream under a session, and all that the driver knows of Vert.x's network classes.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.driver.connection.net.Transport} is what the layers above see;
 * {@link io.quarkiverse.psycopg.runtime.driver.connection.net.Network} looks names up and opens sockets. Depends on
 * Vert.x and Netty; a next major version of Vert.x is a change of this package alone.
 */
package io.quarkiverse.psycopg.runtime.driver.connection.net;
