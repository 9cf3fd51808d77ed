/**
 * Observers that the driver calls itself, through invokers that are made when the application is built: on the thread that they
 * ask for, their results awaited, without reflection.
 * <p>
 * Main type: {@link io.quarkiverse.psycopg.runtime.observer.ObserverMethod}. It is glue, and knows nothing of what is observed.
 */
package io.quarkiverse.psycopg.runtime.observer;
