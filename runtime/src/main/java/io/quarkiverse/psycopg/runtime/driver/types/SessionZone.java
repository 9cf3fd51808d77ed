package io.quarkiverse.psycopg.runtime.driver.types;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time zone of a session. The server tells its name at the start of every session; what the name means is looked up when a
 * value is first read that depends on it, since the JDK reads all its zones for that.
 */
final class SessionZone {

    static final SessionZone UTC = new SessionZone("UTC", ZoneOffset.UTC);

    private final String name;
    /** Several threads may look it up, each finds the same. */
    private volatile ZoneId id;

    private SessionZone(String name, ZoneId id) {
        this.name = name;
        this.id = id;
    }

    /** The zone that the server calls so; UTC where the JDK does not know that name. */
    static SessionZone named(String name) {
        return new SessionZone(name, null);
    }

    static SessionZone of(ZoneId id) {
        return new SessionZone(id.getId(), id);
    }

    ZoneId id() {
        ZoneId known = id;
        if (known == null) {
            known = lookUp(name);
            id = known;
        }
        return known;
    }

    private static ZoneId lookUp(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
