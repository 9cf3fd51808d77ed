package io.quarkiverse.psycopg.conformance;

import java.util.ArrayList;
import java.util.List;

/** The names that psycopg's classes of errors have here (rule D20). */
final class ErrorNames {

    private ErrorNames() {
    }

    static String of(String psycopg) {
        return switch (psycopg) {
            case "Error" -> "PgException";
            case "Warning" -> "PgWarning";
            case "QueryCanceledError" -> "QueryCanceledException";
            case "TransactionRollbackError" -> "TransactionRollbackException";
            default -> stem(psycopg) + "Exception";
        };
    }

    /**
     * A SQLSTATE's class ends in an underscore where it would have the name of a class of DB-API: it keeps its {@code Error}.
     */
    private static String stem(String psycopg) {
        String name = psycopg.endsWith("Error") ? psycopg.substring(0, psycopg.length() - "Error".length()) : psycopg;
        return name.replace("_", "");
    }

    /** The simple names of an exception's class and of those that it extends. */
    static List<String> ancestors(Throwable error) {
        List<String> names = new ArrayList<>();
        for (Class<?> c = error.getClass(); c != null; c = c.getSuperclass()) {
            names.add(c.getSimpleName());
        }
        return names;
    }
}
