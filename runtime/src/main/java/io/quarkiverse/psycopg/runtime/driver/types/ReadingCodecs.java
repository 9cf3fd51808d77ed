package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.psycopg.Column;
import io.quarkiverse.psycopg.TypeObject;
import io.quarkiverse.psycopg.Typecaster;
import io.quarkiverse.psycopg.mapping.CompositeMapping;
import io.quarkiverse.psycopg.mapping.EnumMapping;
import io.quarkiverse.psycopg.mapping.ValueMapping;
import io.quarkiverse.psycopg.runtime.driver.types.derived.ArrayCodec;
import io.quarkiverse.psycopg.runtime.driver.types.derived.CompositeCodec;

/**
 * The codecs by which the values of one column are read, where some type is read otherwise than by its own codec: that type,
 * and all that are made from it, get a codec of the column's own. May be used from any thread.
 */
final class ReadingCodecs {

    /** PostgreSQL lets no composite contain itself; a catalog that says so is not followed for ever. */
    private static final int DEEPEST = 64;

    private final TypeRegistry types;
    private final Column column;
    private final int index;
    private final Map<Integer, Codec<?>> made = new ConcurrentHashMap<>();

    ReadingCodecs(TypeRegistry types, Column column, int index) {
        this.types = types;
        this.column = column;
        this.index = index;
    }

    /** The codec of the column, or of a type within the column's. */
    Codec<?> codec(int oid) {
        Codec<?> known = made.get(oid);
        if (known != null) {
            return known;
        }
        Codec<?> codec = make(oid);
        made.put(oid, codec);
        return codec;
    }

    private Codec<?> make(int oid) {
        return replacement(oid)
                .or(() -> types.info(oid).filter(type -> isAffected(type, 0)).map(type -> Codecs.of(type, types, this::codec)))
                .orElseGet(() -> types.codec(oid));
    }

    /** The codec of a type that is itself read otherwise; empty where it is not. */
    private Optional<Codec<?>> replacement(int oid) {
        Codec<?> plain = types.codec(oid);
        Readers readers = types.readers();
        List<String> names = names(plain, oid);
        Optional<TypeObject<?>> object = readers.typecaster(Integer.toUnsignedLong(oid), names);
        if (object.isPresent()) {
            return Optional.of(typecaster(plain, object.get()));
        }
        if (isReadAsText(oid)) {
            return Optional.of(new PlainTextCodec<>(plain));
        }
        return readers.mapping(names).flatMap(mapping -> mapped(plain, mapping));
    }

    private Codec<?> typecaster(Codec<?> plain, TypeObject<?> object) {
        ColumnContext context = new ColumnContext(types, column, index, Integer.toUnsignedLong(plain.oid()),
                plain.typeName());
        Optional<? extends Typecaster<?>> typecaster = object.typecaster();
        if (typecaster.isPresent()) {
            return new TypecasterCodec(plain, typecaster.get(), context);
        }
        // Arrays by hand are read as text: in binary the elements' OID would have to be known.
        Codec<?> element = typecaster(new UnknownCodec(0, object.name()), object.element().orElseThrow());
        return new ArrayCodec(plain.oid(), plain.typeName(), oid -> element, 0) {
            @Override
            public boolean binary() {
                return false;
            }
        };
    }

    private Optional<Codec<?>> mapped(Codec<?> plain, ValueMapping<?> mapping) {
        if (mapping instanceof CompositeMapping<?> composite) {
            return plain instanceof CompositeCodec codec ? Optional.of(new CompositeMappingCodec(codec, composite, types))
                    : Optional.empty();
        }
        boolean isEnum = types.info(plain.oid()).filter(TypeInfo.Enum.class::isInstance).isPresent();
        return isEnum ? Optional.of(new EnumMappingCodec(plain, (EnumMapping<?>) mapping)) : Optional.empty();
    }

    /** The names by which a type can be meant. */
    private List<String> names(Codec<?> plain, int oid) {
        List<String> names = new ArrayList<>();
        names.add(plain.typeName());
        types.info(oid).ifPresent(type -> {
            names.add(type.schema() + "." + type.name());
            boolean builtin = TypeRegistry.builtin().oidOf(type.name()) != 0;
            if (!builtin || type.schema().equals(TypeInfo.CATALOG_SCHEMA)) {
                names.add(type.name());
            }
        });
        return names;
    }

    private boolean isReadAsText(int oid) {
        // The one type of an extension among them is in whatever schema it was installed in.
        return types.info(oid).filter(type -> type.schema().equals(TypeInfo.CATALOG_SCHEMA) || type.name().equals("hstore"))
                .filter(type -> types.readers().isReadAsText(type.name())).isPresent();
    }

    private boolean isAffected(TypeInfo type, int depth) {
        return depth < DEEPEST && type.mentions().stream().anyMatch(inner -> replacement(inner).isPresent()
                || types.info(inner).filter(made -> isAffected(made, depth + 1)).isPresent());
    }
}
