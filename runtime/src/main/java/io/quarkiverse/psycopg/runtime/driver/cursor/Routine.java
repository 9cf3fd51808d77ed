package io.quarkiverse.psycopg.runtime.driver.cursor;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.Row;

/**
 * A function or procedure as the catalog describes it.
 *
 * @param procedure whether it is called by CALL
 * @param returnsSet whether it may return more than one row
 * @param parameters in order, those of {@code RETURNS TABLE} left out
 */
record Routine(boolean procedure, boolean returnsSet, List<Parameter> parameters) {

    /**
     * Finds the candidates of a name: {@code $1} the name, {@code $2} its schema or NULL for the search path.
     * {@code proargmodes} is NULL where all parameters are IN.
     */
    static final String CATALOG = """
            SELECT p.prokind::text, p.proretset,
                   COALESCE(pg_catalog.array_to_string(p.proargmodes, ''), repeat('i', p.pronargs)),
                   COALESCE(p.proargnames, ARRAY[]::text[])
              FROM pg_catalog.pg_proc p
             WHERE p.proname = $1
               AND CASE WHEN $2::text IS NULL THEN pg_catalog.pg_function_is_visible(p.oid)
                        WHEN $2 = 'pg_temp' THEN p.pronamespace = pg_catalog.pg_my_temp_schema()
                        ELSE p.pronamespace = (SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = $2) END
               AND p.prokind IN ('f', 'p')
             ORDER BY p.oid""";

    /** One parameter; the name is empty where it has none. */
    record Parameter(String name, boolean in, boolean out) {
    }

    /** Reads a row of {@link #CATALOG}. */
    static Routine of(Row row) {
        String modes = row.getString(2);
        List<?> names = row.get(3, List.class);
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < modes.length(); i++) {
            char mode = modes.charAt(i);
            if (mode != 't') {
                String name = i < names.size() && names.get(i) != null ? names.get(i).toString() : "";
                parameters.add(new Parameter(name, mode != 'o', mode == 'o' || mode == 'b'));
            }
        }
        return new Routine("p".equals(row.getString(0)), row.getBoolean(1), List.copyOf(parameters));
    }

    /** How many arguments it takes. */
    int inputs() {
        return (int) parameters.stream().filter(Parameter::in).count();
    }

    boolean hasOutputs() {
        return parameters.stream().anyMatch(Parameter::out);
    }
}
