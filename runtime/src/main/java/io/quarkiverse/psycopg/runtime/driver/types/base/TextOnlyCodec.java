package io.quarkiverse.psycopg.runtime.driver.types.base;

/**
 * Types that are read and sent as text, because they have no binary form (aclitem), or one that says something else than
 * their text (xml with its declaration of encoding, the planner's statistics). Source: PostgreSQL documentation, 8.13 and
 * 5.8.
 */
public final class TextOnlyCodec extends StringCodec {

    public TextOnlyCodec(int oid, String typeName) {
        super(oid, typeName);
    }

    @Override
    public boolean binary() {
        return false;
    }
}
