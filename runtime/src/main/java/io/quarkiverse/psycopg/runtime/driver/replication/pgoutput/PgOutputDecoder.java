package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.replication.ReplicaIdentity;
import io.quarkiverse.psycopg.replication.ReplicatedColumn;
import io.quarkiverse.psycopg.replication.ReplicatedTable;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.types.Lsn;

/**
 * Decodes the messages of {@code pgoutput}, protocol versions 1 to 4. Its only state is whether a streamed block is open,
 * because messages inside one begin with a transaction number. What is not the protocol is a
 * {@link ProtocolViolationException}. Not thread-safe; one decoder per stream of a connection.
 */
public final class PgOutputDecoder {

    /** Version 2 brought streaming of transactions in progress (PostgreSQL 14). */
    public static final int STREAMING_VERSION = 2;
    /** Version 3 brought two-phase commits (PostgreSQL 15). */
    public static final int TWO_PHASE_VERSION = 3;
    /** Version 4 brought parallel streaming (PostgreSQL 16). */
    public static final int NEWEST_VERSION = 4;

    private static final int MESSAGE_TRANSACTIONAL = 1;
    private static final int TRUNCATE_CASCADE = 1;
    private static final int TRUNCATE_RESTART_IDENTITY = 2;
    private static final int COLUMN_IDENTITY = 1;
    /** Flags, an empty name, type and modifier. */
    private static final int LEAST_COLUMN_SIZE = 1 + 1 + Integer.BYTES + Integer.BYTES;
    private static final long UNSIGNED = 0xFFFFFFFFL;

    private final int version;
    private final boolean abortDetails;
    private final WireReader in = new WireReader(new byte[0]);
    private boolean inBlock;

    /**
     * A decoder for the options that the stream was started with.
     *
     * @param version option {@code proto_version}
     * @param parallel whether option {@code streaming} is {@code parallel}: aborts then tell position and time
     */
    public PgOutputDecoder(int version, boolean parallel) {
        if (version < 1 || version > NEWEST_VERSION) {
            throw new ProgrammingException("pgoutput protocol version " + version + ": this driver decodes 1 to "
                    + NEWEST_VERSION);
        }
        this.version = version;
        this.abortDetails = parallel && version >= NEWEST_VERSION;
    }

    /** Takes rows that were inserted, straight from the received bytes. */
    @FunctionalInterface
    public interface Inserts {

        /**
         * A row was inserted.
         *
         * @param table the table's OID
         * @param array keeps the row and does not change any more
         * @param tuple where the row's {@link Tuple} begins, whose bounds were checked
         * @param position where the change stands in the log
         */
        void insert(long table, byte[] array, int tuple, long position);
    }

    /**
     * Decodes one message if it is an insert outside of a streamed block, as most are: no object is made for it.
     *
     * @return false where it is another message, which {@link #decode} decodes
     */
    public boolean insert(byte[] array, int offset, int length, long position, Inserts inserts) {
        if (inBlock || length == 0 || array[offset] != 'I') {
            return false;
        }
        in.reset(array, offset, length);
        in.readByte();
        long table = unsigned(in);
        requireNew(in.readByte());
        int tuple = in.position();
        Tuple.skip(in);
        requireEnd((byte) 'I');
        inserts.insert(table, array, tuple, position);
        return true;
    }

    /** Decodes one message, which is all of these bytes. Tuples refer to the array, which must not change any more. */
    public PgOutputMessage decode(byte[] array, int offset, int length) {
        in.reset(array, offset, length);
        byte type = in.readByte();
        PgOutputMessage message = read(type, in);
        requireEnd(type);
        if (message instanceof PgOutputMessage.StreamStart) {
            inBlock = true;
        } else if (message instanceof PgOutputMessage.StreamStop) {
            inBlock = false;
        }
        return message;
    }

    /** The message's text is made only where it is needed. */
    private void requireEnd(byte type) {
        if (in.remaining() != 0) {
            in.requireEnd("pgoutput message '" + (char) (type & 0xff) + "'");
        }
    }

    private PgOutputMessage read(byte type, WireReader in) {
        switch (type) {
            case 'B':
                return new PgOutputMessage.Begin(lsn(in), time(in), unsigned(in));
            case 'C':
                return commit(in);
            case 'I':
                return insert(in);
            case 'U':
                return update(in);
            case 'D':
                return new PgOutputMessage.Delete(xid(in), unsigned(in), old(in.readByte(), in));
            case 'T':
                return truncate(in);
            case 'R':
                return relation(in);
            case 'Y':
                return new PgOutputMessage.Type(xid(in), unsigned(in), in.readCString(), in.readCString());
            case 'O':
                return new PgOutputMessage.Origin(lsn(in), in.readCString());
            case 'M':
                return message(in);
            default:
                return readLater(type, in);
        }
    }

    private PgOutputMessage readLater(byte type, WireReader in) {
        switch (type) {
            case 'S':
                since(STREAMING_VERSION, type);
                requireBlock(false, type);
                return new PgOutputMessage.StreamStart(unsigned(in), in.readByte() != 0);
            case 'E':
                since(STREAMING_VERSION, type);
                requireBlock(true, type);
                return new PgOutputMessage.StreamStop();
            case 'c':
                since(STREAMING_VERSION, type);
                return streamCommit(in);
            case 'A':
                since(STREAMING_VERSION, type);
                return new PgOutputMessage.StreamAbort(unsigned(in), unsigned(in), abortDetails(in));
            default:
                return readTwoPhase(type, in);
        }
    }

    private PgOutputMessage readTwoPhase(byte type, WireReader in) {
        switch (type) {
            case 'b':
                since(TWO_PHASE_VERSION, type);
                return new PgOutputMessage.BeginPrepare(lsn(in), lsn(in), time(in), unsigned(in), in.readCString());
            case 'P':
                since(TWO_PHASE_VERSION, type);
                flags(in);
                return new PgOutputMessage.Prepare(lsn(in), lsn(in), time(in), unsigned(in), in.readCString());
            case 'p':
                since(TWO_PHASE_VERSION, type);
                flags(in);
                return new PgOutputMessage.StreamPrepare(lsn(in), lsn(in), time(in), unsigned(in), in.readCString());
            case 'K':
                since(TWO_PHASE_VERSION, type);
                flags(in);
                return new PgOutputMessage.CommitPrepared(lsn(in), lsn(in), time(in), unsigned(in), in.readCString());
            case 'r':
                since(TWO_PHASE_VERSION, type);
                flags(in);
                return new PgOutputMessage.RollbackPrepared(lsn(in), lsn(in), time(in), time(in), unsigned(in),
                        in.readCString());
            default:
                throw new ProtocolViolationException("expected a pgoutput message, got one of type byte " + (type & 0xff));
        }
    }

    private static PgOutputMessage commit(WireReader in) {
        flags(in);
        return new PgOutputMessage.Commit(lsn(in), lsn(in), time(in));
    }

    private static PgOutputMessage streamCommit(WireReader in) {
        long xid = unsigned(in);
        flags(in);
        return new PgOutputMessage.StreamCommit(xid, lsn(in), lsn(in), time(in));
    }

    private PgOutputMessage insert(WireReader in) {
        long xid = xid(in);
        long table = unsigned(in);
        requireNew(in.readByte());
        return new PgOutputMessage.Insert(xid, table, Tuple.read(in));
    }

    private PgOutputMessage update(WireReader in) {
        long xid = xid(in);
        long table = unsigned(in);
        byte kind = in.readByte();
        Optional<PgOutputMessage.OldTuple> before = Optional.empty();
        if (kind != 'N') {
            before = Optional.of(old(kind, in));
            kind = in.readByte();
        }
        requireNew(kind);
        return new PgOutputMessage.Update(xid, table, before, Tuple.read(in));
    }

    private PgOutputMessage truncate(WireReader in) {
        long xid = xid(in);
        int count = in.readInt32();
        int options = in.readByte();
        in.requireCount(count, Integer.BYTES, "truncated tables");
        List<Long> tables = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tables.add(unsigned(in));
        }
        return new PgOutputMessage.Truncate(xid, (options & TRUNCATE_CASCADE) != 0,
                (options & TRUNCATE_RESTART_IDENTITY) != 0, List.copyOf(tables));
    }

    private PgOutputMessage relation(WireReader in) {
        long xid = xid(in);
        long oid = unsigned(in);
        String schema = in.readCString();
        String name = in.readCString();
        ReplicaIdentity identity = identity(in.readByte());
        int count = in.requireCount(in.readUnsignedInt16(), LEAST_COLUMN_SIZE, "columns");
        List<ReplicatedColumn> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean key = (in.readByte() & COLUMN_IDENTITY) != 0;
            columns.add(new ReplicatedColumn(in.readCString(), key, unsigned(in), in.readInt32()));
        }
        // the catalog's schema is sent as an empty string
        return new PgOutputMessage.Relation(xid,
                new ReplicatedTable(oid, schema.isEmpty() ? "pg_catalog" : schema, name, identity, columns));
    }

    private PgOutputMessage message(WireReader in) {
        long xid = xid(in);
        boolean transactional = (in.readByte() & MESSAGE_TRANSACTIONAL) != 0;
        Lsn position = lsn(in);
        String prefix = in.readCString();
        return new PgOutputMessage.Message(xid, transactional, position, prefix, in.readBytes(in.readInt32()));
    }

    private Optional<PgOutputMessage.AbortDetails> abortDetails(WireReader in) {
        return abortDetails ? Optional.of(new PgOutputMessage.AbortDetails(lsn(in), time(in))) : Optional.empty();
    }

    private static PgOutputMessage.OldTuple old(byte kind, WireReader in) {
        if (kind != 'K' && kind != 'O') {
            throw new ProtocolViolationException("expected an old tuple of kind K or O, got byte " + (kind & 0xff));
        }
        return new PgOutputMessage.OldTuple(kind == 'O', Tuple.read(in));
    }

    private static void requireNew(byte kind) {
        if (kind != 'N') {
            throw new ProtocolViolationException("expected a new tuple (N), got byte " + (kind & 0xff));
        }
    }

    private static ReplicaIdentity identity(byte code) {
        for (ReplicaIdentity identity : ReplicaIdentity.values()) {
            if (identity.code() == code) {
                return identity;
            }
        }
        throw new ProtocolViolationException("expected a replica identity d, n, f or i, got byte " + (code & 0xff));
    }

    /** Flags are unused so far: a bit that is set announces something that this decoder would get wrong. */
    private static void flags(WireReader in) {
        byte flags = in.readByte();
        if (flags != 0) {
            throw new ProtocolViolationException("expected no flags in a pgoutput message, got " + (flags & 0xff));
        }
    }

    private void since(int least, byte type) {
        if (version < least) {
            throw new ProtocolViolationException("pgoutput message '" + (char) type + "' belongs to protocol version " + least
                    + ", the stream was started with " + version);
        }
    }

    private void requireBlock(boolean open, byte type) {
        if (inBlock != open) {
            throw new ProtocolViolationException("pgoutput message '" + (char) type + "' "
                    + (open ? "without an open streamed block" : "inside of a streamed block"));
        }
    }

    private long xid(WireReader in) {
        return inBlock ? unsigned(in) : 0;
    }

    private static long unsigned(WireReader in) {
        return in.readInt32() & UNSIGNED;
    }

    private static Lsn lsn(WireReader in) {
        return Lsn.of(in.readInt64());
    }

    private static Instant time(WireReader in) {
        return ServerTime.toInstant(in.readInt64());
    }
}
