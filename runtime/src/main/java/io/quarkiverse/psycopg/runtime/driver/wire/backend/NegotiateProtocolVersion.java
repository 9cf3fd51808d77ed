package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The server knows an older minor version only, or not all protocol options.
 * {@code 'v' | int32 length | int32 version | int32 count | (string option\0)*}
 *
 * @param newestMinor the newest minor version of 3 that the server speaks. The documentation calls the field so; servers
 *        send the whole version, 3 in the upper half: both are read
 * @param unrecognized the options ({@code _pq_.*}) that it does not know
 */
public record NegotiateProtocolVersion(int newestMinor, List<String> unrecognized) implements BackendMessage {

    private static final int MAJOR = 3;
    private static final int MAJOR_SHIFT = 16;
    private static final int MINOR_MASK = 0xffff;

    public NegotiateProtocolVersion {
        unrecognized = List.copyOf(unrecognized);
    }

    static NegotiateProtocolVersion read(WireReader in) {
        int version = in.readInt32();
        int major = version >>> MAJOR_SHIFT;
        if (major != 0 && major != MAJOR) {
            throw new ProtocolViolationException("the server offers protocol " + major + "." + (version & MINOR_MASK));
        }
        int count = in.requireCount(in.readInt32(), 1, "protocol options");
        List<String> unrecognized = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            unrecognized.add(in.readCString());
        }
        return new NegotiateProtocolVersion(version & MINOR_MASK, unrecognized);
    }

    @Override
    public BackendType type() {
        return BackendType.NEGOTIATE_PROTOCOL_VERSION;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeInt32(MAJOR << MAJOR_SHIFT | newestMinor);
        out.writeInt32(unrecognized.size());
        unrecognized.forEach(out::writeCString);
        out.endMessage(mark);
    }
}
