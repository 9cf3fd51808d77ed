/**
 * Adapters and typecasters that are beans, and mappers that the build has generated, on their way into the driver.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.adaptation.Adaptations} holds what the build has found,
 * {@link io.quarkiverse.psycopg.runtime.adaptation.AdaptationRecorder} is called by the code that the build generates.
 */
package io.quarkiverse.psycopg.runtime.adaptation;
