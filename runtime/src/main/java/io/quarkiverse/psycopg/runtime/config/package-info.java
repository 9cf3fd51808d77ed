/**
 * The configuration that can change with every start: {@code quarkus.psycopg.*} and {@code quarkus.psycopg."name".*}.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.config.PsycopgRuntimeConfig}; its Javadoc is the reference documentation.
 * It depends on SmallRye Config and on the API's option types. What is fixed at build time is in the deployment module.
 */
package io.quarkiverse.psycopg.runtime.config;
