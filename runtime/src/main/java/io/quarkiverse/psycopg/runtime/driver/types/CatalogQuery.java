package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.runtime.driver.types.TypeInfo.Attribute;
import io.quarkiverse.psycopg.runtime.driver.types.base.OidCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.TextCodec;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.Field;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;

/**
 * The query for all types of a database, and the reading of its rows. It works on every supported version: pg_range has its
 * multiranges since 14 only, which is why that column is reached through jsonb. Row types of tables are left out, because there
 * may be very many; they are found when they are asked for by their OID.
 */
final class CatalogQuery {

    private static final int FIRST_USER_OID = 16_384;
    private static final int TEXT_ARRAY = 1009;
    private static final int OID_ARRAY = 1028;
    private static final int OID_WIDTH = 4;

    private static final String SQL = """
            SELECT t.oid, n.nspname::text, t.typname::text, t.typtype::text, t.typdelim::text,
            CASE WHEN t.typinput = 'pg_catalog.array_in'::pg_catalog.regproc THEN t.typelem ELSE 0 END,
            t.typbasetype, coalesce(r.rngsubtype, 0),
            CASE WHEN t.typtype = 'm' THEN (SELECT m.rngtypid FROM pg_catalog.pg_range m
            WHERE (pg_catalog.to_jsonb(m) ->> 'rngmultitypid')::pg_catalog.oid = t.oid) ELSE 0 END,
            ARRAY(SELECT e.enumlabel::text FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder),
            ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a WHERE t.typtype = 'c' AND a.attrelid = t.typrelid
            AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
            ARRAY(SELECT a.atttypid FROM pg_catalog.pg_attribute a WHERE t.typtype = 'c' AND a.attrelid = t.typrelid
            AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum)
            FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
            LEFT JOIN pg_catalog.pg_type i ON i.oid = t.typelem
            LEFT JOIN pg_catalog.pg_class c ON c.oid = coalesce(nullif(t.typrelid, 0), i.typrelid)
            WHERE t.oid >= %d AND t.typtype <> 'p' AND coalesce(c.relkind, 'c') = 'c'""";

    static final Columns COLUMNS = columns();

    private CatalogQuery() {
    }

    private static Columns columns() {
        int[] oids = { OidCodec.OID, TextCodec.OID, TextCodec.OID, TextCodec.OID, TextCodec.OID, OidCodec.OID, OidCodec.OID,
                OidCodec.OID, OidCodec.OID, TEXT_ARRAY, TEXT_ARRAY, OID_ARRAY };
        List<Field> fields = new ArrayList<>();
        for (int oid : oids) {
            fields.add(new Field("", 0, (short) 0, oid, (short) (oid == OidCodec.OID ? OID_WIDTH : -1), -1, (short) 1));
        }
        return Columns.of(new RowDescription(fields), TypeRegistry.builtin());
    }

    /** The query for all types that are not built in, and for these. */
    static String sql(List<Integer> wanted) {
        String sql = String.format(SQL, FIRST_USER_OID);
        return wanted.isEmpty() ? sql
                : sql + wanted.stream().map(Integer::toUnsignedString).collect(Collectors.joining(", ", " OR t.oid IN (", ")"));
    }

    static TypeInfo read(Row row) {
        int oid = (int) row.getLong(0);
        String schema = row.getString(1);
        String name = row.getString(2);
        int element = (int) row.getLong(5);
        if (element != 0) {
            return new TypeInfo.Array(oid, schema, name, element);
        }
        return switch (row.getString(3)) {
            case "b", "p" -> new TypeInfo.Base(oid, schema, name, row.getString(4).charAt(0));
            case "e" -> new TypeInfo.Enum(oid, schema, name, List.of(row.get(9, String[].class)));
            case "d" -> new TypeInfo.Domain(oid, schema, name, (int) row.getLong(6));
            case "r" -> new TypeInfo.Range(oid, schema, name, (int) row.getLong(7));
            case "m" -> new TypeInfo.Multirange(oid, schema, name, (int) row.getLong(8));
            case "c" -> new TypeInfo.Composite(oid, schema, name, attributes(row));
            default -> new TypeInfo.Unknown(oid, schema, name);
        };
    }

    private static List<Attribute> attributes(Row row) {
        String[] names = row.get(10, String[].class);
        long[] types = row.get(11, long[].class);
        List<Attribute> attributes = new ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            attributes.add(new Attribute(names[i], (int) types[i]));
        }
        return attributes;
    }
}
