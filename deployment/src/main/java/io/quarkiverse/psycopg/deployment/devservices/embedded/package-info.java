/**
 * PostgreSQL as a child process, from binaries that come as Maven artifacts: no container engine is needed.
 * <p>
 * {@link io.quarkiverse.psycopg.deployment.devservices.embedded.BinaryCache} keeps the unpacked binaries,
 * {@link io.quarkiverse.psycopg.deployment.devservices.embedded.ServerProcess} runs one server,
 * {@link io.quarkiverse.psycopg.deployment.devservices.embedded.OrphanSweep} ends what a killed JVM left behind. It depends on
 * the JDK, the archive library and Quarkus's Maven resolver. PostgreSQL documentation, chapter 18, Server Setup and Operation.
 */
package io.quarkiverse.psycopg.deployment.devservices.embedded;
