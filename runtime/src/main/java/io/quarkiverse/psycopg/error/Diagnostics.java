package io.quarkiverse.psycopg.error;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the server says about an error or a notice: all fields of ErrorResponse and NoticeResponse (PostgreSQL documentation
 * 54.8), those of a later version too.
 * <p>
 * {@link #toString()} hides the fields that may show row values, parameter values or generated SQL.
 *
 * @param fields the fields by their one-letter code
 */
public record Diagnostics(Map<Character, String> fields) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Detail, context and internal query: what may carry values. */
    private static final Set<Character> SENSITIVE = Set.of('D', 'W', 'q');

    private static final String QUOTED = "(?s)([\"\u201c\u201e\u00ab\u00bb]).*([\"\u201c\u201d\u00ab\u00bb])";

    public Diagnostics {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** ERROR, FATAL, PANIC, WARNING, NOTICE, DEBUG, INFO or LOG, in the server's language. */
    public Optional<String> severity() {
        return field('S');
    }

    /** The severity in English, whatever the server's language. */
    public Optional<String> severityNonlocalized() {
        return field('V');
    }

    /** The SQLSTATE. */
    public Optional<String> sqlState() {
        return field('C');
    }

    /** The primary message, usually one line. */
    public Optional<String> messagePrimary() {
        return field('M');
    }

    /** DETAIL; may show row values. */
    public Optional<String> messageDetail() {
        return field('D');
    }

    /** HINT: what to do about it. */
    public Optional<String> messageHint() {
        return field('H');
    }

    /** Where in the statement, in characters from 1. */
    public OptionalInt statementPosition() {
        return number('P');
    }

    /** Where in {@link #internalQuery()}, in characters from 1. */
    public OptionalInt internalPosition() {
        return number('p');
    }

    /** The generated statement that failed, such as one of a PL/pgSQL function. */
    public Optional<String> internalQuery() {
        return field('q');
    }

    /** CONTEXT: the call stack, innermost first; may show values. */
    public Optional<String> context() {
        return field('W');
    }

    /** The schema of the object concerned. */
    public Optional<String> schemaName() {
        return field('s');
    }

    /** The table concerned. */
    public Optional<String> tableName() {
        return field('t');
    }

    /** The column concerned. */
    public Optional<String> columnName() {
        return field('c');
    }

    /** The data type concerned. */
    public Optional<String> datatypeName() {
        return field('d');
    }

    /** The constraint that was violated. */
    public Optional<String> constraintName() {
        return field('n');
    }

    /** The server's source file. */
    public Optional<String> sourceFile() {
        return field('F');
    }

    /** The line in it. */
    public Optional<String> sourceLine() {
        return field('L');
    }

    /** The function in it. */
    public Optional<String> sourceFunction() {
        return field('R');
    }

    /** Any field by its code. */
    public Optional<String> field(char code) {
        return Optional.ofNullable(fields.get(code));
    }

    /** Whether the server ends the connection after this: FATAL or PANIC. */
    public boolean isFatal() {
        String severity = severityNonlocalized().or(this::severity).orElse("");
        return severity.equals("FATAL") || severity.equals("PANIC");
    }

    /**
     * The primary message. That of a data exception (class 22) quotes the value that does not fit, a parameter's for instance:
     * what stands between its outermost quotation marks, of any language, is replaced.
     */
    private Optional<String> shownMessage() {
        boolean quotesValues = sqlState().filter(code -> code.startsWith("22")).isPresent();
        return messagePrimary().map(message -> quotesValues ? message.replaceFirst(QUOTED, "$1***$2") : message);
    }

    /** Primary message, SQLSTATE and hint, without what may show values. */
    public String summary() {
        StringBuilder text = new StringBuilder(shownMessage().orElse("the server reported an error without a message"));
        sqlState().ifPresent(code -> text.append(" (SQLSTATE ").append(code).append(')'));
        messageHint().ifPresent(hint -> text.append("\nHINT:  ").append(hint));
        return text.toString();
    }

    /**
     * The whole report as psql shows it (psycopg's {@code pgerror}). It may show row values: not for a log that must not have
     * them.
     */
    public String report() {
        StringBuilder text = new StringBuilder(severity().orElse("ERROR")).append(":  ").append(messagePrimary().orElse(""));
        line(text, "DETAIL", 'D');
        line(text, "HINT", 'H');
        line(text, "QUERY", 'q');
        line(text, "CONTEXT", 'W');
        return text.append('\n').toString();
    }

    private void line(StringBuilder text, String label, char code) {
        field(code).ifPresent(value -> text.append('\n').append(label).append(":  ").append(value));
    }

    private OptionalInt number(char code) {
        String text = fields.get(code);
        if (text == null || text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    @Override
    public String toString() {
        Map<Character, String> shown = new LinkedHashMap<>(fields);
        shown.replaceAll((code, value) -> SENSITIVE.contains(code) ? "***" : value);
        shownMessage().ifPresent(message -> shown.put('M', message));
        return "Diagnostics" + shown;
    }
}
