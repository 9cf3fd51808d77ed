package io.quarkiverse.psycopg.deployment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;

import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkus.arc.processor.InjectionPointInfo;

/**
 * An injection point that asks for one pool.
 *
 * @param database the name of its database
 * @param point the injection point
 */
record PoolInjection(String database, InjectionPointInfo point) {

    private static final DotName POOL = DotName.createSimple(PgPool.class);
    private static final DotName PG_DATABASE = DotName.createSimple(PgDatabase.class);

    /** Those among the injection points; an {@code Instance<PgPool>} counts, one of {@code @Any} pool does not. */
    static List<PoolInjection> allOf(Collection<InjectionPointInfo> points) {
        List<PoolInjection> found = new ArrayList<>();
        for (InjectionPointInfo point : points) {
            AnnotationInstance database = point.getRequiredQualifier(PG_DATABASE);
            if (!point.getRequiredType().name().equals(POOL)) {
                continue;
            }
            if (database != null) {
                found.add(new PoolInjection(database.value().asString(), point));
            } else if (point.hasDefaultedQualifier() || point.getRequiredQualifiers().isEmpty()) {
                found.add(new PoolInjection(DatabaseName.DEFAULT, point));
            }
        }
        return found;
    }

    /** The bean and the place in it. */
    String place() {
        return point.getTargetInfo();
    }
}
