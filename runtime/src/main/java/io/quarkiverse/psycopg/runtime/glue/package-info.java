/**
 * Where Quarkus and the driver meet: configuration becomes options, pools become beans, and all ends with the application.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.glue.Databases} holds the pools of one run of the application,
 * {@link io.quarkiverse.psycopg.runtime.glue.PsycopgRecorder} is called by the code that the build generates,
 * {@link io.quarkiverse.psycopg.runtime.glue.DriverHandle} is the one place that names the driver's entry point. It may use
 * Quarkus, the configuration package and the driver; nothing of the driver depends on it.
 */
package io.quarkiverse.psycopg.runtime.glue;
