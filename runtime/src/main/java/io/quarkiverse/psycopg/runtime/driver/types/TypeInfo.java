package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.List;

/**
 * What the catalog tells of a type: the source from which derived codecs are made. Source: PostgreSQL documentation, 53.64
 * (pg_type), 53.42 (pg_range), 53.20 (pg_enum), 53.7 (pg_attribute).
 */
public sealed interface TypeInfo {

    /** Schema of the types that every PostgreSQL has. */
    String CATALOG_SCHEMA = "pg_catalog";

    /** Schema that types of extensions and applications are in unless said otherwise. */
    String PUBLIC_SCHEMA = "public";

    /** The type's OID, as the 32 bits that the wire has. */
    int oid();

    /** The schema that the type is in. */
    String schema();

    /** The type's name in its schema. */
    String name();

    /** The name to show: without the schema where that is {@code pg_catalog} or {@code public}. */
    default String displayName() {
        return schema().equals(CATALOG_SCHEMA) || schema().equals(PUBLIC_SCHEMA) ? name() : schema() + "." + name();
    }

    /** OIDs of the types that this one is made of. */
    default List<Integer> mentions() {
        if (this instanceof Array array) {
            return List.of(array.elementOid());
        }
        if (this instanceof Domain domain) {
            return List.of(domain.baseOid());
        }
        if (this instanceof Range range) {
            return List.of(range.subtypeOid());
        }
        if (this instanceof Multirange multirange) {
            return List.of(multirange.rangeOid());
        }
        return this instanceof Composite composite ? composite.attributes().stream().map(Attribute::typeOid).toList()
                : List.of();
    }

    /**
     * A type with input and output functions of its own.
     *
     * @param delimiter what separates the elements of its arrays
     */
    record Base(int oid, String schema, String name, char delimiter) implements TypeInfo {
    }

    /**
     * An enum.
     *
     * @param labels its values in their order
     */
    record Enum(int oid, String schema, String name, List<String> labels) implements TypeInfo {
        public Enum {
            labels = List.copyOf(labels);
        }
    }

    /**
     * An array of any number of dimensions.
     *
     * @param elementOid type of its elements
     */
    record Array(int oid, String schema, String name, int elementOid) implements TypeInfo {
    }

    /**
     * A range.
     *
     * @param subtypeOid type of its bounds
     */
    record Range(int oid, String schema, String name, int subtypeOid) implements TypeInfo {
    }

    /**
     * A multirange.
     *
     * @param rangeOid type of its ranges
     */
    record Multirange(int oid, String schema, String name, int rangeOid) implements TypeInfo {
    }

    /**
     * A domain.
     *
     * @param baseOid the type that it restricts, which may be a domain too
     */
    record Domain(int oid, String schema, String name, int baseOid) implements TypeInfo {
    }

    /**
     * A composite, or the row type of a table.
     *
     * @param attributes its columns in order, dropped ones left out
     */
    record Composite(int oid, String schema, String name, List<Attribute> attributes) implements TypeInfo {
        public Composite {
            attributes = List.copyOf(attributes);
        }
    }

    /** A type that the catalog does not have (any more), or of a kind that this driver does not know. */
    record Unknown(int oid, String schema, String name) implements TypeInfo {
    }

    /**
     * One column of a composite.
     *
     * @param name its name
     * @param typeOid its type
     */
    record Attribute(String name, int typeOid) {
    }
}
