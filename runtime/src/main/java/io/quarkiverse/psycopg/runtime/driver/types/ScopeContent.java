package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * The types of one scope. Immutable: what is added makes a copy.
 *
 * @param codecs by OID
 * @param infos what the catalog told, by OID
 * @param arrays OIDs of array types by that of their elements
 * @param ranges OIDs of range types by that of their bounds
 * @param multiranges OIDs of multirange types by that of their ranges
 * @param names OIDs by the names that are shown
 */
record ScopeContent(OidMap<Codec<?>> codecs, OidMap<TypeInfo> infos, OidMap<Integer> arrays, OidMap<Integer> ranges,
        OidMap<Integer> multiranges, Map<String, Integer> names) {

    static final ScopeContent EMPTY = new ScopeContent(OidMap.empty(), OidMap.empty(), OidMap.empty(), OidMap.empty(),
            OidMap.empty(), Map.of());

    /** With one more codec; an OID that is there gets the new one. */
    ScopeContent plus(Codec<?> codec) {
        Map<String, Integer> more = new HashMap<>(names);
        more.put(codec.typeName(), codec.oid());
        return new ScopeContent(codecs.plus(Map.of(codec.oid(), codec)), infos, arrays, ranges, multiranges,
                Map.copyOf(more));
    }

    /**
     * With the types that a catalog describes.
     *
     * @param codec makes a type's codec
     * @param hasRange whether a range over a type of bounds is known already; it stays the one that values are sent as
     */
    ScopeContent plus(Collection<? extends TypeInfo> types, Function<TypeInfo, Codec<?>> codec, IntPredicate hasRange) {
        Map<Integer, Codec<?>> moreCodecs = new HashMap<>();
        Map<Integer, TypeInfo> moreInfos = new HashMap<>();
        Map<Integer, Integer> moreArrays = new HashMap<>();
        Map<Integer, Integer> moreRanges = new HashMap<>();
        Map<Integer, Integer> moreMultiranges = new HashMap<>();
        Map<String, Integer> moreNames = new HashMap<>(names);
        for (TypeInfo type : types) {
            moreCodecs.put(type.oid(), codec.apply(type));
            moreInfos.put(type.oid(), type);
            moreNames.put(type.displayName(), type.oid());
            moreNames.put(type.schema() + "." + type.name(), type.oid());
            // int2vector is an array of int2 too, but not the one that a list is sent as.
            if (type instanceof TypeInfo.Array array && type.name().startsWith("_")) {
                moreArrays.put(array.elementOid(), type.oid());
            } else if (type instanceof TypeInfo.Range range && !hasRange.test(range.subtypeOid())) {
                moreRanges.putIfAbsent(range.subtypeOid(), type.oid());
            } else if (type instanceof TypeInfo.Multirange multirange) {
                moreMultiranges.put(multirange.rangeOid(), type.oid());
            }
        }
        return new ScopeContent(codecs.plus(moreCodecs), infos.plus(moreInfos), arrays.plus(moreArrays),
                ranges.plus(moreRanges), multiranges.plus(moreMultiranges), Map.copyOf(moreNames));
    }
}
