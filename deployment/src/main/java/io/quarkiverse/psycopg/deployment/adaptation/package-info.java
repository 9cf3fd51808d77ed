/**
 * Adapters and typecasters that are beans are found, checked and wired here; records and enums get their mappers.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.deployment.adaptation.AdaptationProcessor},
 * {@link io.quarkiverse.psycopg.deployment.adaptation.MappingProcessor}.
 */
package io.quarkiverse.psycopg.deployment.adaptation;
