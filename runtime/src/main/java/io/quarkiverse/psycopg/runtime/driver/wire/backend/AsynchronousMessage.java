package io.quarkiverse.psycopg.runtime.driver.wire.backend;

/**
 * A message that a server may send at any time, between any two others. Source: PostgreSQL documentation 54.2.7,
 * Asynchronous Operations.
 */
public sealed interface AsynchronousMessage extends BackendMessage
        permits NoticeResponse, NotificationResponse, ParameterStatus {
}
