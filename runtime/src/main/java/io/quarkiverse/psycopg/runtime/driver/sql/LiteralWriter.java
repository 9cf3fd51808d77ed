package io.quarkiverse.psycopg.runtime.driver.sql;

import java.util.Optional;

import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * Writes one value as text of SQL, the values inside it included. Used once, by one thread.
 */
final class LiteralWriter {

    /** Deeper values are refused before the stack ends. */
    private static final int DEEPEST = 200;

    private final Literals literals;
    private final StringBuilder out = new StringBuilder();
    private int depth;

    LiteralWriter(Literals literals) {
        this.literals = literals;
    }

    /** A value of any class, null included. */
    LiteralWriter value(Object value) {
        if (++depth > DEEPEST) {
            throw new ProgrammingException("expected a value nested at most " + DEEPEST
                    + " deep, got a deeper one: does it hold itself, or an adapter give back its own value?");
        }
        Optional<Adaptation.Step> step = literals.adaptation().step(value, true);
        if (step.isEmpty()) {
            LiteralForms.write(value, this);
        } else if (step.get().literal().isPresent()) {
            sql(step.get().literal().get());
        } else {
            value(step.get().value());
        }
        depth--;
        return this;
    }

    /** Text of SQL as it is; refused where it ends inside a string, a comment or a name. */
    LiteralWriter sql(String sql) {
        Quoting.requireText(sql, "SQL");
        ClientEncodings.requireSafe(literals.clientEncoding(), sql);
        Fragment.requireWhole(sql, literals.traits());
        out.append(sql);
        return this;
    }

    /** Text of SQL that this package itself wrote from safe characters. */
    LiteralWriter raw(String sql) {
        out.append(sql);
        return this;
    }

    /** A number; a space keeps its sign from the operator before it. */
    LiteralWriter number(String digits) {
        return raw(digits.startsWith("-") ? " " + digits : digits);
    }

    /** A string literal, of type {@code unknown}. */
    LiteralWriter string(String text) {
        ClientEncodings.requireSafe(literals.clientEncoding(), text);
        out.append(Quoting.literal(text, literals.traits().stringSyntax()));
        return this;
    }

    /** A value as JSON, in a string literal. */
    LiteralWriter json(Object value) {
        return string(literals.adaptation().adapters().jsonMapper().write(value));
    }

    /** A string literal with a cast to a type of PostgreSQL's own. */
    LiteralWriter typed(String text, String type) {
        return string(text).raw("::").raw(type);
    }

    LiteralWriter bytes(byte[] bytes) {
        return raw(Quoting.bytes(bytes, literals.traits().stringSyntax()));
    }

    /** A string literal with a cast to a type that an application named; empty for none. */
    LiteralWriter typedByName(String text, String typeName) {
        string(text);
        return typeName.isEmpty() ? this : raw("::").sql(Fragment.requireTypeName(typeName));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
