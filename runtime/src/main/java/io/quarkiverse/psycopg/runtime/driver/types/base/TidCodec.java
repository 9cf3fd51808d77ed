package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.Tid;

/** tid: {@code uint32 block | uint16 index}. Source: PostgreSQL documentation, 8.19. */
public final class TidCodec extends SimpleCodec<Tid> {

    public static final int OID = 27;
    private static final int WIDTH = 6;

    public TidCodec() {
        super(OID, "tid", Tid.class);
    }

    @Override
    public Tid decode(byte[] bytes, int offset, int length) {
        requireLength(WIDTH, length);
        return new Tid(Integer.toUnsignedLong(BigEndian.int32(bytes, offset)),
                Short.toUnsignedInt(BigEndian.int16(bytes, offset + Integer.BYTES)));
    }

    @Override
    Tid read(String text) {
        int comma = text.indexOf(',');
        if (comma < 1 || !text.startsWith("(") || !text.endsWith(")")) {
            throw new IllegalArgumentException("expected (block,index)");
        }
        return new Tid(Long.parseLong(text.substring(1, comma)),
                Integer.parseInt(text.substring(comma + 1, text.length() - 1)));
    }

    @Override
    public void encode(Tid value, WireWriter out) {
        out.writeInt32((int) value.block());
        out.writeInt16((short) value.index());
    }
}
