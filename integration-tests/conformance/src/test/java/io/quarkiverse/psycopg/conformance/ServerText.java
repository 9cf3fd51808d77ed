package io.quarkiverse.psycopg.conformance;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.types.PgArray;

/** The server's text of a value of the driver. */
final class ServerText {

    /** Types to which the server has no cast from that of the Java value: they are read from text. */
    private static final Set<String> FROM_TEXT = Set.of("xid", "xid8", "cid", "oidvector", "int2vector", "txid_snapshot");

    private ServerText() {
    }

    /** The text of the value sent as a parameter of this type. */
    static String of(Object value, String type, PgConnection connection) {
        String element = type.replace("[]", "");
        String unlimited = switch (element) {
            case "character" -> type.replace("character", "bpchar");
            case "bit" -> type.replace("bit", "bit varying");
            default -> type;
        };
        Object sent = FROM_TEXT.contains(element) ? texts(value, type.endsWith("[]")) : value;
        try {
            return Oracle.await(connection.fetchOne("SELECT (%s::" + unlimited + ")::text", sent)).getString(0);
        } catch (ProgrammingException e) {
            return "none: " + e.getMessage();
        }
    }

    private static Object texts(Object value, boolean array) {
        if (array) {
            PgArray<?> elements = (PgArray<?>) value;
            return PgArray.of(elements.sizes(), elements.lowerBounds(),
                    elements.flat().stream().map(e -> e == null ? null : texts(e, false)).collect(Collectors.toList()));
        }
        return value instanceof List<?> vector ? vector.stream().map(Objects::toString).collect(Collectors.joining(" "))
                : value.toString();
    }
}
