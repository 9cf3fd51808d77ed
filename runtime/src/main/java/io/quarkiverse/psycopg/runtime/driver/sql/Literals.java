package io.quarkiverse.psycopg.runtime.driver.sql;

import java.util.Objects;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.Sql;
import io.quarkiverse.psycopg.SqlContext;

/**
 * Values and names as text of SQL, for one state of a session and one scope of adapters. Immutable.
 */
public final class Literals implements SqlContext {

    private static final Literals STANDALONE = new Literals(SessionTraits.NONE, Adapters.create(),
            PlaceholderStyle.PYFORMAT);

    private final SessionTraits traits;
    private final Adaptation adaptation;
    private final BoundValues boundValues;
    private final PlaceholderStyle style;

    public Literals(SessionTraits traits, Adapters adapters, PlaceholderStyle style) {
        this.traits = Objects.requireNonNull(traits, "traits");
        this.adaptation = new Adaptation(adapters, this);
        this.boundValues = new BoundValues(adaptation);
        this.style = Objects.requireNonNull(style, "style");
    }

    /** Without session and adapters. */
    public static Literals standalone() {
        return STANDALONE;
    }

    /** The same adapters for another state of the session. */
    public Literals with(SessionTraits changed) {
        return changed == traits ? this : new Literals(changed, adaptation.adapters(), style);
    }

    /** The same for statements with placeholders of another style. */
    public Literals in(PlaceholderStyle other) {
        return other == style ? this : new Literals(traits, adaptation.adapters(), other);
    }

    /** The state of the session that this is for. */
    public SessionTraits traits() {
        return traits;
    }

    Adaptation adaptation() {
        return adaptation;
    }

    BoundValues boundValues() {
        return boundValues;
    }

    /**
     * The value that is bound on the server in place of this one: adapters applied, wrappers taken off, a tuple left as it is.
     */
    public Object adapt(Object value) {
        return boundValues.value(value);
    }

    @Override
    public boolean isConnected() {
        return traits.isConnected();
    }

    @Override
    public int serverVersion() {
        return traits.serverVersion();
    }

    @Override
    public boolean standardConformingStrings() {
        return traits.standardConformingStrings();
    }

    @Override
    public String clientEncoding() {
        return traits.clientEncoding();
    }

    @Override
    public String literal(Object value) {
        return new LiteralWriter(this).value(value).toString();
    }

    @Override
    public String identifier(String... parts) {
        String quoted = Quoting.qualified(parts);
        ClientEncodings.requireSafe(traits.clientEncoding(), quoted);
        return quoted;
    }

    @Override
    public String compose(Sql sql) {
        return SqlComposer.compose(sql, this, false);
    }

    @Override
    public String composeTemplate(Sql sql) {
        return SqlComposer.compose(sql, this, style == PlaceholderStyle.PYFORMAT);
    }

    @Override
    public String mogrify(String sql, Args args) {
        return Mogrifier.mogrify(sql, args, style, this);
    }
}
