package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * What a cancel request needs. {@code 'K' | int32 length | int32 pid | bytes key}
 *
 * @param key of 4 bytes in protocol 3.0, up to 256 since 3.2
 */
public record BackendKeyData(int pid, Bytes key) implements BackendMessage {

    static final int KEY_MINIMUM = 4;
    static final int KEY_MAXIMUM = 256;

    public BackendKeyData {
        if (key.length() < KEY_MINIMUM || key.length() > KEY_MAXIMUM) {
            throw new ProtocolViolationException("a cancel key of " + key.length() + " bytes: 4 to 256 are possible");
        }
    }

    static BackendKeyData read(WireReader in) {
        return new BackendKeyData(in.readInt32(), in.readBytes(in.remaining()));
    }

    @Override
    public BackendType type() {
        return BackendType.BACKEND_KEY_DATA;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeInt32(pid);
        key.writeTo(out);
        out.endMessage(mark);
    }
}
