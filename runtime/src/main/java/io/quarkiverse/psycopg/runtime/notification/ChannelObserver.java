package io.quarkiverse.psycopg.runtime.notification;

import io.quarkiverse.psycopg.runtime.observer.ObserverMethod;

/**
 * One observer of a channel.
 *
 * @param payload what it asks for
 * @param type the class of its parameter
 * @param method calls it
 */
public record ChannelObserver(ObservedPayload payload, Class<?> type, ObserverMethod method) {
}
