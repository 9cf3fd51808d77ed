package io.quarkiverse.psycopg.mapping;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.quarkiverse.psycopg.error.DataException;

/**
 * An enum of the application and the labels that its constants have in the database. Immutable. What {@link PgEnum} generates;
 * also for use by code.
 *
 * @param <E> the enum
 */
public final class EnumMapping<E extends Enum<E>> implements ValueMapping<E> {

    private final Class<E> type;
    private final String typeName;
    private final Map<E, String> labels;
    private final Map<String, E> constants;

    /**
     * @param typeName the type's name in the database
     * @param labels the label of each constant
     * @throws IllegalArgumentException where two constants have the same label
     */
    public EnumMapping(Class<E> type, String typeName, Map<E, String> labels) {
        this.type = Objects.requireNonNull(type, "type");
        this.typeName = Objects.requireNonNull(typeName, "typeName");
        this.labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        Map<String, E> byLabel = new HashMap<>();
        this.labels.forEach((constant, label) -> {
            E other = byLabel.putIfAbsent(label, constant);
            if (other != null) {
                throw new IllegalArgumentException("expected a label of its own for each constant of " + type.getName()
                        + ", got \"" + label + "\" for " + other + " and " + constant);
            }
        });
        this.constants = Map.copyOf(byLabel);
    }

    /** A mapping of constants to labels at the same place of two lists; for generated code. */
    public static <E extends Enum<E>> EnumMapping<E> of(Class<E> type, String typeName, List<E> constants,
            List<String> labels) {
        Map<E, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < constants.size(); i++) {
            pairs.put(constants.get(i), labels.get(i));
        }
        return new EnumMapping<>(type, typeName, pairs);
    }

    @Override
    public Class<E> type() {
        return type;
    }

    @Override
    public String typeName() {
        return typeName;
    }

    /** The label of a constant. */
    @Override
    public String sent(E value) {
        String label = labels.get(value);
        if (label == null) {
            throw new DataException("the constant " + value.name() + " of " + type.getName() + " has no label of " + typeName);
        }
        return label;
    }

    /**
     * The constant of a label.
     *
     * @throws DataException listing the labels that there are, where none has it
     */
    public E constant(String label) {
        E constant = constants.get(label);
        if (constant == null) {
            throw new DataException("a label of " + typeName + " has no constant in " + type.getName() + ", which has "
                    + labels.values());
        }
        return constant;
    }
}
