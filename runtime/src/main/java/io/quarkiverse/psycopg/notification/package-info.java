/**
 * Notifications: what {@code NOTIFY} sends to those who {@code LISTEN}
 * ({@link io.quarkiverse.psycopg.notification.Notification}), as events of the application
 * ({@link io.quarkiverse.psycopg.notification.PgChannel}) and as streams, and what tells that some were missed
 * ({@link io.quarkiverse.psycopg.notification.NotificationGap}).
 * <p>
 * Depends on the JDK, Mutiny, CDI annotations and the rest of the API. Source: PostgreSQL documentation, LISTEN and NOTIFY.
 */
package io.quarkiverse.psycopg.notification;
