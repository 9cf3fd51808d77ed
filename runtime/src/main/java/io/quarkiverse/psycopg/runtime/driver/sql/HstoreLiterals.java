package io.quarkiverse.psycopg.runtime.driver.sql;

import java.util.ArrayList;
import java.util.Map;

/**
 * Maps as hstore. Keys and values are written as they are: what is not text, the server refuses. Source: PostgreSQL
 * documentation F.17, hstore.
 */
final class HstoreLiterals {

    private HstoreLiterals() {
    }

    static void write(Map<?, ?> map, LiteralWriter out) {
        if (map.isEmpty()) {
            out.raw("''::hstore");
            return;
        }
        out.raw("hstore(");
        ArrayLiterals.write(new ArrayList<>(map.keySet()), out);
        out.raw(", ");
        ArrayLiterals.write(new ArrayList<>(map.values()), out);
        out.raw(")");
    }
}
