package io.quarkiverse.psycopg.runtime.driver.client;

/**
 * The question to the catalog whether a statement that mentions certain names may reach a volatile function: by calling one, by
 * reading a view or a foreign table, by a rule, a trigger or a row security policy; or, whatever it mentions, by an operator or
 * a cast that the database defines over a volatile function.
 * <p>
 * Names are looked up in all schemas, and every word of a statement counts as a name: a yes may be wrong, a no is right but for
 * what a table's defaults and constraints call.
 */
final class VolatileNames {

    /** Takes the names as text[]. */
    static final String SQL = """
            SELECT EXISTS (SELECT FROM pg_catalog.pg_proc p WHERE p.proname = ANY ($1::pg_catalog.text[])
            AND p.provolatile = 'v')
            OR EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relname = ANY ($1::pg_catalog.text[])
            AND (c.relkind IN ('v', 'f') OR c.relpersistence = 't' OR c.relhasrules OR c.relrowsecurity
            OR EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal)))
            OR EXISTS (SELECT FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_proc p ON p.oid = o.oprcode
            WHERE o.oid >= 16384 AND p.provolatile = 'v')
            OR EXISTS (SELECT FROM pg_catalog.pg_cast c JOIN pg_catalog.pg_proc p ON p.oid = c.castfunc
            WHERE c.oid >= 16384 AND p.provolatile = 'v')""";

    private VolatileNames() {
    }
}
