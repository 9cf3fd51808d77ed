package io.quarkiverse.psycopg.runtime.driver.types;

import java.time.ZoneId;

/**
 * The session settings of one scope of types: its own, else those of the scope above it, with a time zone of its own in
 * place of the session's where one is set. May be read from any thread.
 */
final class ScopeSettings {

    private final ScopeSettings above;
    /** Null where this scope has those of the one above it. */
    private volatile Settings own;
    /** Stands in for the session's time zone in this scope; null for the session's own. */
    private volatile ZoneId zone;
    private volatile Zoned zoned;

    /** Settings of the scope above with this scope's zone, one object as long as both are the same. */
    private record Zoned(Settings base, ZoneId zone, Settings result) {
    }

    /**
     * Settings of one scope.
     *
     * @param above those of the scope above; null for the outermost, which has its own
     * @param own null for those of the scope above
     */
    ScopeSettings(ScopeSettings above, Settings own) {
        this.above = above;
        this.own = own;
    }

    /** The settings that values are read under now. */
    Settings present() {
        for (ScopeSettings scope = this;; scope = scope.above) {
            ZoneId wanted = scope.zone;
            if (wanted != null) {
                return scope.in(wanted);
            }
            Settings found = scope.own;
            if (found != null) {
                return found;
            }
        }
    }

    private Settings in(ZoneId wanted) {
        Settings mine = own;
        Settings base = mine != null ? mine : above.present();
        Zoned known = zoned;
        if (known == null || known.base != base || !known.zone.equals(wanted)) {
            known = new Zoned(base, wanted, base.in(wanted));
            zoned = known;
        }
        return known.result;
    }

    /** From now on points in time are read in that zone; null for the session's. */
    void zone(ZoneId zoneOrNull) {
        zone = zoneOrNull;
    }

    /** Takes over what ParameterStatus reported. */
    void reported(String name, String value) {
        own = present().with(name, value);
    }
}
