package io.quarkiverse.psycopg;

import io.vertx.core.buffer.Buffer;

/**
 * A {@link Typecaster} that can read the binary form too, for speed: the server is asked for that wherever it leaves the
 * choice. Text still comes from statements that are sent without arguments.
 *
 * @param <T> what a value becomes
 */
public interface BinaryTypecaster<T> extends Typecaster<T> {

    /**
     * The value for these bytes.
     *
     * @param bytes what the type's send function gave; the caster's own copy
     */
    T castBinary(Buffer bytes, CastContext context);
}
