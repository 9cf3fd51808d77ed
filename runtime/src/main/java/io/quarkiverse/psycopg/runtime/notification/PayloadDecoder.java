package io.quarkiverse.psycopg.runtime.notification;

import java.util.Base64;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.types.Json;
import io.quarkiverse.psycopg.types.JsonMapper;

/**
 * Makes of a notification what an observer asks for.
 *
 * @param json asked for each object
 */
record PayloadDecoder(Supplier<JsonMapper> json) {

    /**
     * The value.
     *
     * @throws RuntimeException where the payload is nothing of that kind
     */
    Object decode(Notification notification, ChannelObserver observer) {
        String payload = notification.payload();
        return switch (observer.payload()) {
            case NOTIFICATION -> notification;
            case TEXT -> payload;
            case JSON -> new Json(payload);
            case BYTES -> Base64.getDecoder().decode(payload);
            case OBJECT -> object(payload, observer.type());
            case GAP, LISTENING, UNDECODABLE -> throw new IllegalArgumentException(observer.payload() + " is no payload");
        };
    }

    private Object object(String payload, Class<?> type) {
        Object value = json.get().read(payload, type);
        if (value == null) {
            throw new DataException("expected a " + type.getName() + " as JSON, got the JSON null");
        }
        return value;
    }
}
