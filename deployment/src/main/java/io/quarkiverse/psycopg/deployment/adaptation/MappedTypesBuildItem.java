package io.quarkiverse.psycopg.deployment.adaptation;

import java.util.List;
import java.util.Optional;

import org.jboss.jandex.DotName;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The application's records and enums that have a mapping.
 */
public final class MappedTypesBuildItem extends SimpleBuildItem {

    private final List<MappedRecord> records;
    private final List<MappedEnum> enums;

    MappedTypesBuildItem(List<MappedRecord> records, List<MappedEnum> enums) {
        this.records = List.copyOf(records);
        this.enums = List.copyOf(enums);
    }

    List<MappedRecord> records() {
        return records;
    }

    List<MappedEnum> enums() {
        return enums;
    }

    /** Whether rows can be mapped to the class: it has {@code @PgRow}. */
    public boolean isRow(DotName type) {
        return records.stream().anyMatch(record -> record.isRow() && record.type().name().equals(type));
    }

    /** The table that {@code @PgRow} names for the class. */
    public Optional<String> table(DotName type) {
        return records.stream().filter(record -> record.isRow() && record.type().name().equals(type)).findFirst()
                .flatMap(MappedRecord::table);
    }
}
