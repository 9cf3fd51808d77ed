/**
 * A PostgreSQL that starts by itself in dev and test mode where no address is configured.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.deployment.devservices.PsycopgDevServicesProcessor} decides which databases need
 * one, {@link io.quarkiverse.psycopg.deployment.devservices.DatabasePlan} says what it is to be like,
 * {@link io.quarkiverse.psycopg.deployment.devservices.PostgresService} is one that runs. How it runs is in the packages
 * {@code embedded} and {@code container}. Quarkus Dev Services guide.
 */
package io.quarkiverse.psycopg.deployment.devservices;
