package io.quarkiverse.psycopg.mapping;

import java.util.List;
import java.util.Objects;

import io.quarkiverse.psycopg.types.PgComposite;

/**
 * A record of the application and a composite type of the database: read by the names of its fields, as {@link RecordMapper}
 * reads rows; sent by their names too. What the annotation of the same name generates extends it.
 *
 * @param <T> the record
 */
public abstract non-sealed class CompositeMapping<T> extends RecordMapper<T> implements ValueMapping<T> {

    private final Class<T> type;
    private final String typeName;
    private final List<String> names;

    /** @param typeName the composite's name in the database */
    protected CompositeMapping(Class<T> type, String typeName, List<ComponentName> components) {
        super(type.getName(), components);
        this.type = type;
        this.typeName = Objects.requireNonNull(typeName, "typeName");
        this.names = components.stream().map(ComponentName::columnName).toList();
    }

    /** The components' values in their order. */
    protected abstract List<Object> values(T value);

    @Override
    public final Class<T> type() {
        return type;
    }

    @Override
    public final String typeName() {
        return typeName;
    }

    @Override
    public final PgComposite sent(T value) {
        return new PgComposite(typeName, names, values(value));
    }
}
