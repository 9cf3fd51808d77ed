package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;

/**
 * A statement that the server has parsed and described on one connection.
 * <p>
 * The arrays are shared and never written after construction. Used on the session's event loop only.
 */
public final class PreparedStatement {

    private final String name;
    private final String sql;
    private final int[] declaredOids;
    private final int[] parameterOids;
    private final List<Integer> typeOids;
    private Columns columns;
    private final byte[] bindPrefix;

    /**
     * @param name the server's name of it, empty for the unnamed statement
     * @param declaredOids parameter types as Parse declared them
     * @param parameterOids parameter types as ParameterDescription gave them
     * @param columns the result's columns, null for a statement that returns no rows
     */
    public PreparedStatement(String name, String sql, int[] declaredOids, int[] parameterOids, Columns columns) {
        this.name = Objects.requireNonNull(name);
        this.sql = Objects.requireNonNull(sql);
        this.declaredOids = declaredOids;
        this.parameterOids = parameterOids;
        this.columns = columns;
        this.typeOids = typeOids(parameterOids, columns == null ? new int[0] : columns.typeOids());
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        this.bindPrefix = new byte[ascii.length + 2];
        System.arraycopy(ascii, 0, bindPrefix, 1, ascii.length);
    }

    private static List<Integer> typeOids(int[] parameters, int[] columns) {
        Set<Integer> oids = new LinkedHashSet<>();
        for (int oid : parameters) {
            oids.add(oid);
        }
        for (int oid : columns) {
            oids.add(oid);
        }
        return List.copyOf(oids);
    }

    public String name() {
        return name;
    }

    public String sql() {
        return sql;
    }

    /** Whether the server keeps it under a name, so that it can be used again. */
    public boolean isNamed() {
        return !name.isEmpty();
    }

    int[] parameterOids() {
        return parameterOids;
    }

    /** The result's columns, null for a statement that returns no rows. */
    public Columns columns() {
        return columns;
    }

    /** All types of its parameters and columns. */
    List<Integer> typeOids() {
        return typeOids;
    }

    /** Takes over what has been learned of types and settings since it was described. */
    void refresh() {
        if (columns != null) {
            columns = columns.current();
        }
    }

    /** {@code portal name\0 statement name\0}: the beginning of a Bind on the unnamed portal. */
    byte[] bindPrefix() {
        return bindPrefix;
    }

    /** Whether these values would be declared as this statement's were. */
    public boolean fits(List<?> values, TypeRegistry types) {
        if (values.size() != declaredOids.length) {
            return false;
        }
        for (int i = 0; i < declaredOids.length; i++) {
            if (types.declaredOid(values.get(i)) != declaredOids[i]) {
                return false;
            }
        }
        return true;
    }
}
