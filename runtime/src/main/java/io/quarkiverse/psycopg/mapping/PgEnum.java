package io.quarkiverse.psycopg.mapping;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes this enum the Java form of an enum of the database: columns of that type are read as it, alone, in arrays and in
 * composites, and a column of text where it is asked for; its constants are sent as their labels.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PgEnum {

    /** The type's name, as {@link io.quarkiverse.psycopg.PgType#value()} has it; the enum's in snake case by default. */
    String value() default "";

    /** How labels follow from the constants' names; {@link PgLabel} says otherwise for one of them. */
    LabelNaming naming() default LabelNaming.AS_WRITTEN;
}
