package io.quarkiverse.psycopg.runtime.driver.types;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.runtime.driver.types.TypeInfo.Attribute;
import io.quarkiverse.psycopg.runtime.driver.types.base.ByteaCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.OidCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.TextCodec;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.Field;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;

/**
 * The query for all types of a database, and the reading of its rows. It works on every supported version: pg_range has its
 * multiranges since 14 only, which is why that column is reached through jsonb. Names come as bytes, whatever the session's
 * client_encoding is. Row types of tables are left out, because there
 * may be very many; they are found when they are asked for by their OID.
 */
final class CatalogQuery {

    private static final int FIRST_USER_OID = 16_384;
    private static final int BYTEA_ARRAY = 1001;
    private static final int OID_ARRAY = 1028;
    private static final int OID_WIDTH = 4;

    private static final String SQL = """
            SELECT t.oid, pg_catalog.convert_to(n.nspname::text, enc), pg_catalog.convert_to(t.typname::text, enc),
            t.typtype::text, t.typdelim::text,
            CASE WHEN t.typinput = 'pg_catalog.array_in'::pg_catalog.regproc THEN t.typelem ELSE 0 END,
            t.typbasetype, coalesce(r.rngsubtype, 0),
            CASE WHEN t.typtype = 'm' THEN (SELECT m.rngtypid FROM pg_catalog.pg_range m
            WHERE (pg_catalog.to_jsonb(m) ->> 'rngmultitypid')::pg_catalog.oid = t.oid) ELSE 0 END,
            ARRAY(SELECT pg_catalog.convert_to(e.enumlabel::text, enc) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid
            ORDER BY e.enumsortorder),
            ARRAY(SELECT pg_catalog.convert_to(a.attname::text, enc) FROM pg_catalog.pg_attribute a
            WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
            ARRAY(SELECT a.atttypid FROM pg_catalog.pg_attribute a WHERE t.typtype = 'c' AND a.attrelid = t.typrelid
            AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum)
            FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
            LEFT JOIN pg_catalog.pg_type i ON i.oid = t.typelem
            CROSS JOIN (SELECT CASE pg_catalog.getdatabaseencoding() WHEN 'SQL_ASCII' THEN 'SQL_ASCII' ELSE 'UTF8' END) u(enc)
            LEFT JOIN pg_catalog.pg_class c ON c.oid = coalesce(nullif(t.typrelid, 0), i.typrelid)
            WHERE t.oid >= %d AND t.typtype <> 'p' AND coalesce(c.relkind, 'c') = 'c'""";

    static final Columns COLUMNS = columns();

    private CatalogQuery() {
    }

    private static Columns columns() {
        int[] oids = { OidCodec.OID, ByteaCodec.OID, ByteaCodec.OID, TextCodec.OID, TextCodec.OID, OidCodec.OID, OidCodec.OID,
                OidCodec.OID, OidCodec.OID, BYTEA_ARRAY, BYTEA_ARRAY, OID_ARRAY };
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
        String schema = name(row.get(1, byte[].class));
        String name = name(row.get(2, byte[].class));
        int element = (int) row.getLong(5);
        if (element != 0) {
            return new TypeInfo.Array(oid, schema, name, element);
        }
        return switch (row.getString(3)) {
            case "b", "p" -> new TypeInfo.Base(oid, schema, name, row.getString(4).charAt(0));
            case "e" -> new TypeInfo.Enum(oid, schema, name, names(row, 9));
            case "d" -> new TypeInfo.Domain(oid, schema, name, (int) row.getLong(6));
            case "r" -> new TypeInfo.Range(oid, schema, name, (int) row.getLong(7));
            case "m" -> new TypeInfo.Multirange(oid, schema, name, (int) row.getLong(8));
            case "c" -> new TypeInfo.Composite(oid, schema, name, attributes(row));
            default -> new TypeInfo.Unknown(oid, schema, name);
        };
    }

    private static List<Attribute> attributes(Row row) {
        List<String> names = names(row, 10);
        long[] types = row.get(11, long[].class);
        List<Attribute> attributes = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            attributes.add(new Attribute(names.get(i), (int) types[i]));
        }
        return attributes;
    }

    private static List<String> names(Row row, int column) {
        return Stream.of(row.get(column, byte[][].class)).map(CatalogQuery::name).toList();
    }

    /** A database that does not know its own encoding may have any bytes in a name: each is then a character. */
    private static String name(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
