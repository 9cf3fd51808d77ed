package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The types of one scope. Immutable: what is added makes a copy.
 *
 * @param types by OID
 * @param arrays OIDs of array types by that of their elements
 * @param ranges OIDs of range types by that of their bounds
 * @param multiranges OIDs of multirange types by that of their ranges
 * @param names OIDs by the names that are shown
 */
record ScopeContent(OidMap<KnownType> types, OidMap<Integer> arrays, OidMap<Integer> ranges, OidMap<Integer> multiranges,
        Map<String, Integer> names) {

    static final ScopeContent EMPTY = new ScopeContent(OidMap.empty(), OidMap.empty(), OidMap.empty(), OidMap.empty(),
            Map.of());

    /** With one more codec; an OID that is there gets the new one. */
    ScopeContent plus(Codec<?> codec) {
        Map<String, Integer> more = new HashMap<>(names);
        more.put(codec.typeName(), codec.oid());
        KnownType old = types.get(codec.oid());
        KnownType type = old == null ? KnownType.of(codec) : old.with(codec);
        return new ScopeContent(types.plus(Map.of(codec.oid(), type)), arrays, ranges, multiranges, Map.copyOf(more));
    }

    /**
     * With the types that a catalog describes. A range that is known already over a type of bounds stays the one that values
     * are sent as.
     *
     * @param scope whose content this is
     */
    ScopeContent plus(Collection<? extends TypeInfo> added, TypeRegistry scope) {
        Map<Integer, KnownType> moreTypes = new HashMap<>();
        Map<Integer, Integer> moreArrays = new HashMap<>();
        Map<Integer, Integer> moreRanges = new HashMap<>();
        Map<Integer, Integer> moreMultiranges = new HashMap<>();
        Map<String, Integer> moreNames = new HashMap<>(names);
        for (TypeInfo type : added) {
            moreTypes.put(type.oid(), KnownType.of(type, scope));
            moreNames.put(type.displayName(), type.oid());
            moreNames.put(type.schema() + "." + type.name(), type.oid());
            // int2vector is an array of int2 too, but not the one that a list is sent as.
            if (type instanceof TypeInfo.Array array && type.name().startsWith("_")) {
                moreArrays.put(array.elementOid(), type.oid());
            } else if (type instanceof TypeInfo.Range range && scope.rangeOid(range.subtypeOid()) == 0) {
                moreRanges.putIfAbsent(range.subtypeOid(), type.oid());
            } else if (type instanceof TypeInfo.Multirange multirange) {
                moreMultiranges.put(multirange.rangeOid(), type.oid());
            }
        }
        return new ScopeContent(types.plus(moreTypes), arrays.plus(moreArrays), ranges.plus(moreRanges),
                multiranges.plus(moreMultiranges), Map.copyOf(moreNames));
    }
}
