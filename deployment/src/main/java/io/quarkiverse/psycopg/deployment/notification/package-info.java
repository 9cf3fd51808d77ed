/**
 * Build steps of notifications: observers and injection points of channels are found, checked and wired.
 */
package io.quarkiverse.psycopg.deployment.notification;
