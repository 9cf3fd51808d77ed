package io.quarkiverse.psycopg.runtime.driver.sql;

import io.quarkiverse.psycopg.Sql;

/**
 * Writes out {@link Sql}. Used once, by one thread.
 */
final class SqlComposer {

    private final Literals literals;
    private final boolean doublePercent;
    private final Joiner joiner = new Joiner();

    private SqlComposer(Literals literals, boolean doublePercent) {
        this.literals = literals;
        this.doublePercent = doublePercent;
    }

    /** @param doublePercent whether the result is scanned for placeholders, which values and names are not to add to */
    static String compose(Sql sql, Literals literals, boolean doublePercent) {
        SqlComposer composer = new SqlComposer(literals, doublePercent);
        composer.add(sql);
        return composer.joiner.join(literals.traits());
    }

    private void add(Sql sql) {
        if (sql instanceof Sql.Text text) {
            joiner.text(text.sql());
        } else if (sql instanceof Sql.Identifier name) {
            value(literals.identifier(name.parts().toArray(new String[0])));
        } else if (sql instanceof Sql.Literal literal) {
            value(literals.literal(literal.value()));
        } else if (sql instanceof Sql.Placeholder placeholder) {
            joiner.text(placeholder.text());
        } else if (sql instanceof Sql.Composed composed) {
            composed.parts().forEach(this::add);
        }
    }

    private void value(String text) {
        joiner.value(doublePercent ? text.replace("%", "%%") : text);
    }
}
