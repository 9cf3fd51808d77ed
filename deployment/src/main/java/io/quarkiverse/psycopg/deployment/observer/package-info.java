/**
 * Observers that the driver calls itself: what is checked about all of them, and how the call is made.
 */
package io.quarkiverse.psycopg.deployment.observer;
