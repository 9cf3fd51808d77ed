package io.quarkiverse.psycopg.replication;

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
 * Names a configured replication stream, at the injection point of a {@link ReplicationStream} or at an observer's parameter:
 * {@link RowChange} of {@link io.quarkiverse.psycopg.Row} or of a record, any other {@link Change}, {@link SlotLost},
 * {@link ChangeFailed}.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ TYPE, FIELD, METHOD, PARAMETER })
public @interface PgReplication {

    /** The stream's name in the configuration, {@code quarkus.psycopg.replication."name".*}. */
    String value();

    /** For programmatic look-up, and for a test that fires a change at observers. */
    final class Literal extends AnnotationLiteral<PgReplication> implements PgReplication {

        private static final long serialVersionUID = 1L;

        private final String value;

        private Literal(String value) {
            this.value = value;
        }

        /** The qualifier for the stream of that name. */
        public static Literal of(String value) {
            return new Literal(value);
        }

        @Override
        public String value() {
            return value;
        }
    }
}
