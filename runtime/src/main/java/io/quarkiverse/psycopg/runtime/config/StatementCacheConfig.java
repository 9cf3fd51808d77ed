package io.quarkiverse.psycopg.runtime.config;

import java.util.OptionalInt;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigGroup;

/**
 * Statements that a connection keeps prepared.
 */
@ConfigGroup
public interface StatementCacheConfig {

    /**
     * How many statements a connection keeps prepared; 0 for none.
     */
    @ConfigDocDefault("256")
    OptionalInt size();

    /**
     * At which use a statement is prepared and kept; 1 for the first.
     */
    @ConfigDocDefault("1")
    OptionalInt threshold();
}
