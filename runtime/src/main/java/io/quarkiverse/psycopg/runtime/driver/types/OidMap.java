package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An immutable map from OIDs to values, read without boxing. Adding makes a copy.
 */
final class OidMap<V> {

    private final int[] keys;
    private final Object[] values;
    private final int size;

    private OidMap(int[] keys, Object[] values, int size) {
        this.keys = keys;
        this.values = values;
        this.size = size;
    }

    static <V> OidMap<V> empty() {
        return new OidMap<>(new int[16], new Object[16], 0);
    }

    @SuppressWarnings("unchecked")
    V get(int oid) {
        int mask = keys.length - 1;
        for (int i = slot(oid, mask);; i = (i + 1) & mask) {
            if (values[i] == null) {
                return null;
            }
            if (keys[i] == oid) {
                return (V) values[i];
            }
        }
    }

    /** All values, in no order. */
    @SuppressWarnings("unchecked")
    List<V> values() {
        List<V> found = new ArrayList<>(size);
        for (Object value : values) {
            if (value != null) {
                found.add((V) value);
            }
        }
        return found;
    }

    /** A map that also holds these; an OID that is there already gets the new value. */
    OidMap<V> plus(Map<Integer, ? extends V> added) {
        if (added.isEmpty()) {
            return this;
        }
        int capacity = keys.length;
        while (capacity < (size + added.size()) * 2) {
            capacity *= 2;
        }
        OidMap<V> copy = new OidMap<>(new int[capacity], new Object[capacity], 0);
        int count = 0;
        for (int i = 0; i < keys.length; i++) {
            count += values[i] == null ? 0 : copy.put(keys[i], values[i]);
        }
        for (Map.Entry<Integer, ? extends V> entry : added.entrySet()) {
            count += copy.put(entry.getKey(), entry.getValue());
        }
        return new OidMap<>(copy.keys, copy.values, count);
    }

    private int put(int oid, Object value) {
        int mask = keys.length - 1;
        int i = slot(oid, mask);
        while (values[i] != null && keys[i] != oid) {
            i = (i + 1) & mask;
        }
        int added = values[i] == null ? 1 : 0;
        keys[i] = oid;
        values[i] = value;
        return added;
    }

    private static int slot(int oid, int mask) {
        int mixed = oid * 0x9E3779B9;
        return (mixed ^ (mixed >>> 16)) & mask;
    }
}
