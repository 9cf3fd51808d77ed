package io.quarkiverse.psycopg.mapping;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes this record the Java form of a composite type: columns of the type are read as it, alone, in arrays and within other
 * composites, and it is sent as the type. The fields are found by their names, as {@link RecordMapper} finds columns. In
 * composed SQL they are written in the record's order, which should be the type's.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PgComposite {

    /** The type's name, as {@link io.quarkiverse.psycopg.PgType#value()} has it; the record's in snake case by default. */
    String value() default "";
}
