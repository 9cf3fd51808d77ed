package io.quarkiverse.psycopg.showcase;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;

import io.quarkiverse.psycopg.types.Range;
import io.quarkus.jackson.ObjectMapperCustomizer;

/** Delivery windows in JSON: {@code {"from": …, "until": …}}. */
@Singleton
class RangeJson implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule().addSerializer(new Writer()).addDeserializer(Range.class, new Reader()));
    }

    private static final class Writer extends JsonSerializer<Range<?>> {

        @Override
        @SuppressWarnings({ "unchecked", "rawtypes" }) // Jackson asks for the raw class
        public Class handledType() {
            return Range.class;
        }

        @Override
        public void serialize(Range<?> range, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            out.writeObjectField("from", range.lower().orElse(null));
            out.writeObjectField("until", range.upper().orElse(null));
            out.writeEndObject();
        }
    }

    @SuppressWarnings("rawtypes") // Jackson asks for the raw class
    private static final class Reader extends JsonDeserializer<Range> {

        @Override
        public Range deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode window = in.readValueAsTree();
            return Range.of(instant(window.get("from")), instant(window.get("until")));
        }

        private static Instant instant(JsonNode text) {
            return OffsetDateTime.parse(text.asText()).toInstant();
        }
    }
}
