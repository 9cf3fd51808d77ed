package io.quarkiverse.psycopg.runtime.driver.sql;

import java.util.Optional;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.SqlAdaptable;
import io.quarkiverse.psycopg.SqlContext;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * Applies {@link Adapters} and {@link SqlAdaptable} to values until what is left is for the driver itself. Immutable.
 *
 * @param adapters the innermost scope
 * @param context what adapters are told of the session
 */
record Adaptation(Adapters adapters, SqlContext context) {

    /** An adapter's result may have an adapter in turn; a longer chain is taken for a circle. */
    private static final int LONGEST_CHAIN = 32;

    /**
     * One step: the value that stands for this one, or the text of SQL that its adapter wrote for it.
     *
     * @param value what it becomes; without meaning where there is a literal
     * @param literal the adapter's own text of SQL
     */
    record Step(Object value, Optional<String> literal) {
    }

    /** The value that is bound in place of this one. */
    Object adapt(Object value) {
        Object adapted = value;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            Optional<Step> step = step(adapted, false);
            if (step.isEmpty()) {
                return adapted;
            }
            adapted = step.get().value();
        }
        throw circle(value);
    }

    /** One step of adaptation; empty where there is no adapter for this value. */
    Optional<Step> step(Object value, boolean wantsLiteral) {
        if (value == null) {
            return Optional.empty();
        }
        Optional<Adapter<?>> exact = adapters.exact(value.getClass());
        if (exact.isPresent()) {
            return Optional.of(apply(exact.get(), value, wantsLiteral));
        }
        if (value instanceof SqlAdaptable adaptable) {
            return Optional.of(apply(adaptable, wantsLiteral));
        }
        if (LiteralForms.isExact(value.getClass()) || adapters.isEmpty()) {
            return Optional.empty();
        }
        return adapters.find(value.getClass()).map(adapter -> apply(adapter, value, wantsLiteral));
    }

    @SuppressWarnings("unchecked") // the registry pairs a class with an adapter for it or a supertype
    private Step apply(Adapter<?> adapter, Object value, boolean wantsLiteral) {
        Adapter<Object> typed = (Adapter<Object>) adapter;
        try {
            Optional<String> literal = wantsLiteral ? typed.literal(value, context) : Optional.empty();
            return new Step(literal.isPresent() ? null : typed.adapt(value, context), literal);
        } catch (PgException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed(adapter.getClass(), value, e);
        }
    }

    private Step apply(SqlAdaptable value, boolean wantsLiteral) {
        try {
            Optional<String> literal = wantsLiteral ? value.literalFor(context) : Optional.empty();
            return new Step(literal.isPresent() ? null : value.adaptTo(context), literal);
        } catch (PgException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed(value.getClass(), value, e);
        }
    }

    private static ProgrammingException failed(Class<?> adapter, Object value, RuntimeException cause) {
        return new ProgrammingException("the adapter " + adapter.getName() + " failed on a value of class "
                + value.getClass().getName() + " with " + cause.getClass().getName(), cause);
    }

    static ProgrammingException circle(Object value) {
        return new ProgrammingException("expected adapters to end in a value that the driver knows, got more than "
                + LONGEST_CHAIN + " in a row for class " + value.getClass().getName()
                + ": does an adapter give back its own value?");
    }

    /** There is neither an adapter nor a form of the driver's own. */
    static ProgrammingException unknown(Object value) {
        String name = value.getClass().getName();
        return new ProgrammingException("expected a value that the driver or an adapter knows, got one of class " + name
                + ": register an Adapter<" + value.getClass().getSimpleName()
                + "> (a bean, or registerAdapter), or let the class implement SqlAdaptable");
    }
}
