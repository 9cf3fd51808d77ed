package io.quarkiverse.psycopg.mapping;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has the build generate a mapper from rows to this record, for {@code fetchOne(Order.class, …)} and the like. How columns are
 * found says {@link RecordMapper}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PgRow {

    /** The table whose rows these are, {@code schema.name}, where that is to be known: for changes of it. */
    String table() default "";
}
