package io.quarkiverse.psycopg.runtime.json;

import java.lang.reflect.Type;

import jakarta.inject.Singleton;
import jakarta.json.bind.Jsonb;

import io.quarkiverse.psycopg.types.JsonMapper;
import io.quarkus.arc.DefaultBean;

/**
 * JSON by the application's {@code Jsonb}, its configuration included.
 */
@Singleton
@DefaultBean
public final class JsonbJsonMapper implements JsonMapper {

    private final Jsonb jsonb;

    public JsonbJsonMapper(Jsonb jsonb) {
        this.jsonb = jsonb;
    }

    @Override
    public String write(Object value) {
        return jsonb.toJson(value);
    }

    @Override
    public <T> T read(String json, Type type) {
        return jsonb.fromJson(json, type);
    }
}
