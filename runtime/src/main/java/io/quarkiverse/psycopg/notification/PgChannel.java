package io.quarkiverse.psycopg.notification;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;

/**
 * Names a channel: at an observer's parameter, whose application then listens to it without further code, or at the injection
 * point of a {@code Multi} of {@link Notification} or of {@link ChannelEvent}.
 * <p>
 * What an observer can ask for: {@link Notification}; the payload as {@code String}, as
 * {@link io.quarkiverse.psycopg.types.Json}, as {@code byte[]} that was sent as base64, or as a class of the application that
 * was sent as JSON; {@link NotificationGap}, {@link Listening}, {@link UndecodableNotification}.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ TYPE, FIELD, METHOD, PARAMETER })
public @interface PgChannel {

    /** The database that has no name. */
    String DEFAULT_DATABASE = "<default>";

    /**
     * The channel's name as it is, at most 63 bytes of UTF-8; <code>${key}</code> in it is the value of a configuration key.
     */
    String value();

    /** The database's name in the configuration, {@code quarkus.psycopg."name".*}. */
    String database() default DEFAULT_DATABASE;

    /** For programmatic look-up, and for a test that fires a notification at observers. */
    final class Literal extends AnnotationLiteral<PgChannel> implements PgChannel {

        private static final long serialVersionUID = 1L;

        private final String value;
        private final String database;

        private Literal(String value, String database) {
            this.value = value;
            this.database = database;
        }

        /** The qualifier for a channel of the default database; the name as the observer writes it. */
        public static Literal of(String value) {
            return new Literal(value, DEFAULT_DATABASE);
        }

        /** The qualifier for a channel of a named database. */
        public static Literal of(String value, String database) {
            return new Literal(value, database);
        }

        @Override
        public String value() {
            return value;
        }

        @Override
        public String database() {
            return database;
        }
    }
}
