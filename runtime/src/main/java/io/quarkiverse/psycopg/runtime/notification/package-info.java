/**
 * Notifications of an application: handed to observers of {@link io.quarkiverse.psycopg.notification.PgChannel}, listened to
 * from the application's start to its end.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.notification.ObservedChannels},
 * {@link io.quarkiverse.psycopg.runtime.notification.ChannelDispatcher}. It is glue: it may use Quarkus, the configuration and
 * the driver.
 */
package io.quarkiverse.psycopg.runtime.notification;
