package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.BinaryTypecaster;
import io.quarkiverse.psycopg.CastContext;
import io.quarkiverse.psycopg.Typecaster;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.TypecastException;
import io.vertx.core.buffer.Buffer;

/**
 * Reads values of one column by an application's typecaster.
 */
final class TypecasterCodec extends ReadCodec {

    private final Typecaster<?> typecaster;
    private final CastContext context;

    TypecasterCodec(Codec<?> plain, Typecaster<?> typecaster, CastContext context) {
        super(plain);
        this.typecaster = typecaster;
        this.context = context;
    }

    @Override
    public boolean binary() {
        return typecaster instanceof BinaryTypecaster;
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length) {
        if (typecaster instanceof BinaryTypecaster<?> binary) {
            byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
            return call(() -> binary.castBinary(Buffer.buffer(copy), context), () -> HexFormat.of().formatHex(copy));
        }
        String text = text(bytes, offset, length, Settings.DEFAULT);
        return call(() -> typecaster.cast(text, context), () -> text);
    }

    @Override
    public Object parse(String text, Settings settings) {
        return call(() -> typecaster.cast(text, context), () -> text);
    }

    @Override
    public Object decodeNull() {
        return typecaster.takesNull() ? call(() -> typecaster.cast(null, context), () -> null) : null;
    }

    private Object call(Supplier<Object> cast, Supplier<String> text) {
        try {
            return cast.get();
        } catch (RuntimeException e) {
            String reason = e instanceof PgException ? e.getMessage() : e.getClass().getName();
            throw new TypecastException("the typecaster " + typecaster.getClass().getName() + " failed on a value of "
                    + typeName() + ": " + reason, text.get(), e);
        }
    }
}
