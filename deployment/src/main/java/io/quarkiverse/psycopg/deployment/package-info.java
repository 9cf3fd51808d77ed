/**
 * The extension's build steps: beans, configuration checks, health, metrics.
 * <p>
 * Main type: {@link io.quarkiverse.psycopg.deployment.PsycopgProcessor}. It may use Quarkus's build items and the runtime
 * module; nothing of the driver depends on it. A processor per subject; adapters and
 * mappers, Dev Services, notifications and replication have packages of their own.
 */
package io.quarkiverse.psycopg.deployment;
