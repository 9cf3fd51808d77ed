package io.quarkiverse.psycopg.deployment.devservices;

/**
 * How a Dev Service runs PostgreSQL.
 */
public enum Provider {

    /** In a container where an engine answers, else embedded. */
    AUTO,

    /** In a container; an error where no engine answers. */
    CONTAINER,

    /** As a child process from binaries of Maven artifacts; no engine is asked for. */
    EMBEDDED
}
