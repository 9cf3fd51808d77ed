package io.quarkiverse.psycopg.mapping;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The column, or a composite's field, that a record's component is read from, where its own name does not tell.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface PgColumn {

    /** The column's name, exactly. */
    String value();
}
