/**
 * Notifications, from one session's to the channels of a whole database.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.driver.notification.SessionNotifications} hands on what one session
 * receives; {@link io.quarkiverse.psycopg.runtime.driver.notification.ChannelListener} listens for all subscribers of a
 * database on one connection, as {@link io.quarkiverse.psycopg.runtime.driver.notification.ListenerMachine} says. May use the
 * connection layer and what lies left of it. Source: PostgreSQL documentation, LISTEN, NOTIFY and chapter 54.7
 * (NotificationResponse).
 */
package io.quarkiverse.psycopg.runtime.driver.notification;
