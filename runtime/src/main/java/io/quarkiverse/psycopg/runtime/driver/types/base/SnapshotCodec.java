package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.Snapshot;

/**
 * pg_snapshot and the older txid_snapshot: {@code int32 count | int64 xmin | int64 xmax | int64 in progress…}.
 * Source: PostgreSQL documentation, 9.27.8.
 */
public final class SnapshotCodec extends SimpleCodec<Snapshot> {

    public SnapshotCodec(int oid, String typeName) {
        super(oid, typeName, Snapshot.class);
    }

    @Override
    public Snapshot decode(byte[] bytes, int offset, int length) {
        WireReader in = new WireReader(bytes, offset, length);
        int count = in.readInt32();
        long xmin = in.readInt64();
        long xmax = in.readInt64();
        if (count < 0 || (long) count * Long.BYTES != in.remaining()) {
            throw malformed("the number of transactions");
        }
        List<Long> inProgress = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            inProgress.add(in.readInt64());
        }
        return new Snapshot(xmin, xmax, inProgress);
    }

    @Override
    Snapshot read(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("expected xmin:xmax:list");
        }
        List<Long> inProgress = new ArrayList<>();
        for (String id : parts[2].isEmpty() ? new String[0] : parts[2].split(",", -1)) {
            inProgress.add(Long.parseLong(id));
        }
        return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), inProgress);
    }

    @Override
    public void encode(Snapshot value, WireWriter out) {
        out.writeInt32(value.inProgress().size());
        out.writeInt64(value.xmin());
        out.writeInt64(value.xmax());
        value.inProgress().forEach(out::writeInt64);
    }
}
