package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.Money;

/**
 * money, in text form only: what its binary int64 means, only the server's lc_monetary tells. Source: PostgreSQL documentation,
 * 8.2.
 */
public final class MoneyCodec extends Codec<Money> {

    public static final int OID = 790;

    public MoneyCodec() {
        super(OID, "money");
    }

    @Override
    public boolean binary() {
        return false;
    }

    @Override
    public boolean carriesText() {
        return true;
    }

    @Override
    public Money decode(byte[] bytes, int offset, int length) {
        throw new DataException(
                "money in binary form cannot be read: its decimal places are the server's lc_monetary; select it"
                        + " as text or as numeric");
    }

    @Override
    public Money parse(String text, Settings settings) {
        return new Money(text);
    }

    @Override
    public String text(Money value, Settings settings) {
        return value.text();
    }

    @Override
    public Money coerce(Object value) {
        if (value instanceof Money money) {
            return money;
        }
        if (value instanceof CharSequence text) {
            return new Money(text.toString());
        }
        throw cannotSend(value);
    }

    @Override
    public void encode(Money value, WireWriter out) {
        throw cannotSend(value);
    }
}
