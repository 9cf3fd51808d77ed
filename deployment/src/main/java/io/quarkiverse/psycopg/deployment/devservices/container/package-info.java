/**
 * PostgreSQL in a container, by Testcontainers, where an engine answers.
 * <p>
 * Main type: {@link io.quarkiverse.psycopg.deployment.devservices.container.ContainerService}.
 */
package io.quarkiverse.psycopg.deployment.devservices.container;
