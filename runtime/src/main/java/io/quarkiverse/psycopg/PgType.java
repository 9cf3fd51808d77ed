package io.quarkiverse.psycopg;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the types that a bean of {@link Typecaster} reads, on its class or its producer.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ TYPE, METHOD, FIELD })
public @interface PgType {

    /**
     * Names of types, as {@code pg_type} has them: {@code point}, {@code app.mood}. A name without a schema is that of a
     * built-in type, else of a type in any schema.
     */
    String[] value() default {};

    /** OIDs of types. */
    long[] oids() default {};
}
