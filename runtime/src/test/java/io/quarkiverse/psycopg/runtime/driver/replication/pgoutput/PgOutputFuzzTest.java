package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.util.Arrays;
import java.util.List;

import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangedRow;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.testsupport.FuzzTarget;
import io.quarkiverse.psycopg.types.Lsn;

/** Whatever bytes come, the decoder and the assembler give changes or one of the driver's own errors. */
class PgOutputFuzzTest extends FuzzTarget {

    private static final int MESSAGES = 12;
    private static final int LONGEST = 255;

    /** {@code int8 version and parallel | (int8 length | message)*}. */
    @Override
    protected List<byte[]> seeds() {
        return RecordedCases.all().map(PgOutputFuzzTest::seed).toList();
    }

    private static byte[] seed(RecordedCases.Case recorded) {
        WireWriter out = new WireWriter();
        out.writeByte(recorded.version() - 1 | (recorded.parallel() ? 4 : 0));
        recorded.messages().stream().filter(message -> message.bytes().length <= LONGEST).limit(MESSAGES)
                .forEach(message -> {
                    out.writeByte(message.bytes().length);
                    out.writeBytes(message.bytes());
                });
        return out.toByteArray();
    }

    @Override
    protected void consume(byte[] input) {
        if (input.length == 0) {
            return;
        }
        PgOutputDecoder decoder = new PgOutputDecoder(1 + (input[0] & 3), (input[0] & 4) != 0);
        ChangeAssembler assembler = new ChangeAssembler(new TypedRows(TypeRegistry::builtin), PgOutputFuzzTest::read);
        int at = 1;
        while (at < input.length) {
            int length = Math.min(input[at] & 0xff, input.length - at - 1);
            step(decoder, assembler, Arrays.copyOfRange(input, at + 1, at + 1 + length));
            at += 1 + length;
        }
    }

    /** Every byte may be a message of its own, refused by an exception with its stack trace. */
    @Override
    protected long allocationBound(int length) {
        return 1024 * 1024 + 8L * 1024 * length;
    }

    /** A message that is refused is passed over, so that those behind it are decoded too. */
    private static void step(PgOutputDecoder decoder, ChangeAssembler assembler, byte[] bytes) {
        try {
            assembler.accept(decoder.decode(bytes, 0, bytes.length), Lsn.of(1));
        } catch (PgException refused) {
            // one of the driver's own
        }
    }

    private static void read(Change change) {
        if (change instanceof RowChange.Insert<?> insert && insert.after() instanceof ChangedRow row) {
            for (int i = 0; i < row.size(); i++) {
                row.cell(i);
            }
        }
    }
}
