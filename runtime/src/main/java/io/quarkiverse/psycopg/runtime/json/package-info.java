/**
 * JSON by the library that the application has: Jackson, or JSON-B. The build adds one of these beans, or none; no class of a
 * library is touched in an application without it.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.json.JacksonJsonMapper},
 * {@link io.quarkiverse.psycopg.runtime.json.JsonbJsonMapper}.
 */
package io.quarkiverse.psycopg.runtime.json;
