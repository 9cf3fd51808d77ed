package io.quarkiverse.psycopg.deployment.adaptation;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;
import org.jboss.jandex.gizmo2.Jandex2Gizmo;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.mapping.ComponentName;
import io.quarkiverse.psycopg.mapping.CompositeMapping;
import io.quarkiverse.psycopg.mapping.EnumMapping;
import io.quarkiverse.psycopg.mapping.ParameterizedClass;
import io.quarkiverse.psycopg.mapping.RecordMapper;
import io.quarkus.gizmo2.Const;
import io.quarkus.gizmo2.Expr;
import io.quarkus.gizmo2.Gizmo;
import io.quarkus.gizmo2.ParamVar;
import io.quarkus.gizmo2.creator.BlockCreator;
import io.quarkus.gizmo2.creator.ClassCreator;
import io.quarkus.gizmo2.desc.ClassMethodDesc;
import io.quarkus.gizmo2.desc.ConstructorDesc;
import io.quarkus.gizmo2.desc.FieldDesc;
import io.quarkus.gizmo2.desc.MethodDesc;

/**
 * Writes the classes that map records and enums. A record's mapper is what one would write by hand: it calls the record's
 * constructor with what the row's getters give.
 */
final class MapperGenerator {

    private static final ConstructorDesc ROW_MAPPER = ConstructorDesc.of(RecordMapper.class, String.class, List.class);
    private static final ConstructorDesc COMPOSITE_MAPPING = ConstructorDesc.of(CompositeMapping.class, Class.class,
            String.class, List.class);
    private static final MethodDesc FOUND_BY_NAME = MethodDesc.of(ComponentName.class, "of", ComponentName.class, String.class);
    private static final MethodDesc FOUND_IN_COLUMN = MethodDesc.of(ComponentName.class, "of", ComponentName.class,
            String.class, String.class);
    private static final MethodDesc PARAMETERIZED = MethodDesc.of(ParameterizedClass.class, "of",
            java.lang.reflect.Type.class, Class.class, java.lang.reflect.Type[].class);
    private static final MethodDesc AS_LIST = MethodDesc.of(Arrays.class, "asList", List.class, Object[].class);
    private static final MethodDesc ENUM_MAPPING = MethodDesc.of(EnumMapping.class, "of", EnumMapping.class, Class.class,
            String.class, List.class, List.class);

    private final Gizmo gizmo;

    MapperGenerator(Gizmo gizmo) {
        this.gizmo = gizmo;
    }

    /** Writes the mapper of a record. */
    void record(MappedRecord mapped, String name) {
        gizmo.class_(name, mapper -> {
            mapper.extends_(mapped.isRow() ? RecordMapper.class : CompositeMapping.class);
            Map<Integer, FieldDesc> types = genericTypes(mapper, mapped);
            constructor(mapper, mapped, types);
            map(mapper, mapped, types);
            if (!mapped.isRow()) {
                values(mapper, mapped);
            }
        });
    }

    /** A field for the type of each component that is generic. */
    private static Map<Integer, FieldDesc> genericTypes(ClassCreator mapper, MappedRecord mapped) {
        Map<Integer, FieldDesc> fields = new HashMap<>();
        List<RecordComponentInfo> components = mapped.components();
        for (int i = 0; i < components.size(); i++) {
            if (components.get(i).type().kind() == Type.Kind.PARAMETERIZED_TYPE) {
                fields.put(i, mapper.field("type" + i, field -> {
                    field.private_();
                    field.final_();
                    field.setType(java.lang.reflect.Type.class);
                }));
            }
        }
        return fields;
    }

    private static void constructor(ClassCreator mapper, MappedRecord mapped, Map<Integer, FieldDesc> types) {
        mapper.constructor(constructor -> {
            constructor.public_();
            constructor.body(body -> {
                Expr names = body.localVar("names", body.listOf(mapped.components(), component -> name(body, component)));
                if (mapped.isRow()) {
                    body.invokeSpecial(ROW_MAPPER, constructor.this_(), Const.of(mapped.type().name().toString()), names);
                } else {
                    body.invokeSpecial(COMPOSITE_MAPPING, constructor.this_(),
                            Const.of(Jandex2Gizmo.classDescOf(mapped.type())), Const.of(mapped.typeName()), names);
                }
                types.forEach((i, field) -> body.set(constructor.this_().field(field),
                        type(body, withoutOptional(mapped.components().get(i).type()))));
                body.return_();
            });
        });
    }

    private static Type withoutOptional(Type type) {
        return type.name().equals(ReadableTypes.OPTIONAL) ? type.asParameterizedType().arguments().get(0) : type;
    }

    private static Expr name(BlockCreator body, RecordComponentInfo component) {
        ComponentName name = MappedRecord.name(component);
        return name.column().isEmpty() ? body.invokeStatic(FOUND_BY_NAME, Const.of(name.name()))
                : body.invokeStatic(FOUND_IN_COLUMN, Const.of(name.name()), Const.of(name.column().get()));
    }

    /** The type with its arguments as a value. */
    private static Expr type(BlockCreator body, Type type) {
        return switch (type.kind()) {
            case PARAMETERIZED_TYPE -> {
                List<Expr> arguments = new ArrayList<>();
                type.asParameterizedType().arguments().forEach(argument -> arguments.add(type(body, argument)));
                yield body.invokeStatic(PARAMETERIZED, Const.of(Jandex2Gizmo.classDescOf(type.name())),
                        body.newArray(java.lang.reflect.Type.class, arguments));
            }
            case WILDCARD_TYPE -> type(body, type.asWildcardType().extendsBound());
            default -> Const.of(Jandex2Gizmo.classDescOf(type));
        };
    }

    private static void map(ClassCreator mapper, MappedRecord mapped, Map<Integer, FieldDesc> types) {
        mapper.method("map", method -> {
            method.public_();
            method.returning(Object.class);
            ParamVar row = method.parameter("row", Row.class);
            ParamVar at = method.parameter("at", int[].class);
            method.body(body -> {
                List<RecordComponentInfo> components = mapped.components();
                List<Expr> values = new ArrayList<>();
                for (int i = 0; i < components.size(); i++) {
                    Expr column = body.localVar("column" + i, at.elem(i));
                    Expr generic = types.containsKey(i) ? method.this_().field(types.get(i)) : null;
                    values.add(body.localVar("value" + i,
                            new ComponentReader(body, row, column, generic).read(components.get(i).type())));
                }
                List<ClassDesc> parameters = components.stream().map(component -> Jandex2Gizmo.classDescOf(component.type()))
                        .toList();
                body.return_(body.new_(ConstructorDesc.of(Jandex2Gizmo.classDescOf(mapped.type()), parameters), values));
            });
        });
    }

    private static void values(ClassCreator mapper, MappedRecord mapped) {
        mapper.method("values", method -> {
            method.public_();
            method.returning(List.class);
            ParamVar value = method.parameter("value", Object.class);
            method.body(body -> {
                ClassDesc type = Jandex2Gizmo.classDescOf(mapped.type());
                Expr of = body.localVar("of", body.cast(value, type));
                List<Expr> values = new ArrayList<>();
                for (RecordComponentInfo component : mapped.components()) {
                    Expr read = body.invokeVirtual(ClassMethodDesc.of(type, component.name(),
                            MethodTypeDesc.of(Jandex2Gizmo.classDescOf(component.type()))), of);
                    values.add(component.type().kind() == Type.Kind.PRIMITIVE ? body.box(read) : read);
                }
                body.return_(body.invokeStatic(AS_LIST, body.newArray(Object.class, values)));
            });
        });
    }

    /** Writes what makes the mapping of an enum. */
    void labels(MappedEnum mapped, String name) {
        gizmo.class_(name, supplier -> {
            supplier.implements_(Supplier.class);
            supplier.defaultConstructor();
            supplier.method("get", method -> {
                method.public_();
                method.returning(Object.class);
                method.body(body -> {
                    ClassInfo type = mapped.type();
                    ClassDesc desc = Jandex2Gizmo.classDescOf(type);
                    List<FieldInfo> constants = mapped.constants();
                    Expr values = body.localVar("constants", body.listOf(constants,
                            constant -> Expr.staticField(FieldDesc.of(desc, constant.name(), desc))));
                    Expr labels = body.localVar("labels",
                            body.listOf(constants, constant -> Const.of(mapped.label(constant))));
                    body.return_(body.invokeStatic(ENUM_MAPPING, Const.of(desc), Const.of(mapped.typeName()), values, labels));
                });
            });
        });
    }
}
