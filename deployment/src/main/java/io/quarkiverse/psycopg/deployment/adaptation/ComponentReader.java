package io.quarkiverse.psycopg.deployment.adaptation;

import java.lang.constant.ClassDesc;
import java.util.List;
import java.util.Optional;

import org.jboss.jandex.PrimitiveType;
import org.jboss.jandex.Type;
import org.jboss.jandex.gizmo2.Jandex2Gizmo;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.mapping.RecordMapper;
import io.quarkus.gizmo2.Const;
import io.quarkus.gizmo2.Expr;
import io.quarkus.gizmo2.creator.BlockCreator;
import io.quarkus.gizmo2.desc.MethodDesc;

/**
 * Writes the code that reads one component from a row.
 *
 * @param generic the component's type as a value, where it is generic
 */
record ComponentReader(BlockCreator body, Expr row, Expr column, Expr generic) {

    private static final MethodDesc GET = MethodDesc.of(Row.class, "get", Object.class, int.class, Class.class);
    private static final MethodDesc GET_OBJECT = MethodDesc.of(Row.class, "get", Object.class, int.class);
    private static final MethodDesc OPTIONAL = MethodDesc.of(Optional.class, "ofNullable", Optional.class, Object.class);
    private static final MethodDesc LIST = MethodDesc.of(RecordMapper.class, "list", List.class, Row.class, int.class,
            Class.class, java.lang.reflect.Type.class);
    private static final MethodDesc GENERIC = MethodDesc.of(RecordMapper.class, "generic", Object.class, Row.class,
            int.class, Class.class, java.lang.reflect.Type.class);
    private static final MethodDesc REQUIRED = MethodDesc.of(RecordMapper.class, "required", Object.class, Row.class,
            int.class, Class.class);

    Expr read(Type type) {
        return switch (type.kind()) {
            case PRIMITIVE -> primitive(type.asPrimitiveType());
            case PARAMETERIZED_TYPE -> parameterized(type);
            default -> value(type);
        };
    }

    private Expr primitive(PrimitiveType type) {
        return switch (type.primitive()) {
            case BOOLEAN -> getter("getBoolean", boolean.class);
            case SHORT -> getter("getShort", short.class);
            case INT -> getter("getInt", int.class);
            case LONG -> getter("getLong", long.class);
            case FLOAT -> getter("getFloat", float.class);
            case DOUBLE -> getter("getDouble", double.class);
            case BYTE -> required(Byte.class);
            case CHAR -> required(Character.class);
        };
    }

    private Expr getter(String name, Class<?> type) {
        return body.invokeInterface(MethodDesc.of(Row.class, name, type, int.class), row, column);
    }

    private Expr required(Class<?> boxed) {
        return body.unbox(body.cast(body.invokeStatic(REQUIRED, row, column, Const.of(boxed)), boxed));
    }

    private Expr value(Type type) {
        if (type.name().toString().equals(Object.class.getName())) {
            return body.invokeInterface(GET_OBJECT, row, column);
        }
        ClassDesc desc = Jandex2Gizmo.classDescOf(type);
        return body.cast(body.invokeInterface(GET, row, column, Const.of(desc)), desc);
    }

    private Expr parameterized(Type type) {
        Type argument = type.asParameterizedType().arguments().get(0);
        if (type.name().equals(ReadableTypes.OPTIONAL)) {
            return body.invokeStatic(OPTIONAL, read(argument));
        }
        if (type.name().equals(ReadableTypes.LIST)) {
            ClassDesc array = Jandex2Gizmo.classDescOf(argument.kind() == Type.Kind.ARRAY ? argument
                    : Type.create(argument.name(), Type.Kind.CLASS)).arrayType();
            return body.invokeStatic(LIST, row, column, Const.of(array), generic);
        }
        ClassDesc raw = Jandex2Gizmo.classDescOf(type.name());
        return body.cast(body.invokeStatic(GENERIC, row, column, Const.of(raw), generic), raw);
    }
}
