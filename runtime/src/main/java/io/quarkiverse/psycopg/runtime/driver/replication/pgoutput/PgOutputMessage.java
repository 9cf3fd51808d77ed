package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.psycopg.replication.ReplicatedTable;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.types.Lsn;

/**
 * A message of {@code pgoutput}, field by field. OIDs and transaction numbers are unsigned 32-bit numbers.
 * <p>
 * Messages that may stand inside of a streamed block carry the number of the (sub)transaction that they belong to as
 * {@code xid}; it is 0 outside of such blocks, where the message belongs to the transaction that was begun last.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-logicalrep-message-formats.html">PostgreSQL documentation 54.9,
 *      Logical Replication Message Formats</a>
 */
public sealed interface PgOutputMessage {

    /** {@code 'B' int64 final lsn | int64 commit time | int32 xid}. */
    record Begin(Lsn commitPosition, Instant commitTime, long xid) implements PgOutputMessage {
    }

    /** {@code 'C' int8 flags | int64 commit lsn | int64 end lsn | int64 commit time}. */
    record Commit(Lsn commitPosition, Lsn endPosition, Instant commitTime) implements PgOutputMessage {
    }

    /** {@code 'O' int64 lsn | string name}. */
    record Origin(Lsn position, String name) implements PgOutputMessage {
    }

    /** {@code 'M' [int32 xid] int8 flags | int64 lsn | string prefix | int32 length | bytes}. */
    record Message(long xid, boolean transactional, Lsn position, String prefix, Bytes content) implements PgOutputMessage {
    }

    /** {@code 'R' [int32 xid] int32 oid | string schema | string name | int8 identity | int16 n | n columns}. */
    record Relation(long xid, ReplicatedTable table) implements PgOutputMessage {
    }

    /** {@code 'Y' [int32 xid] int32 oid | string schema | string name}. */
    record Type(long xid, long oid, String schema, String name) implements PgOutputMessage {
    }

    /** {@code 'I' [int32 xid] int32 oid | 'N' tuple}. */
    record Insert(long xid, long table, Tuple after) implements PgOutputMessage {
    }

    /** {@code 'U' [int32 xid] int32 oid | ['K' tuple or 'O' tuple] | 'N' tuple}. */
    record Update(long xid, long table, Optional<OldTuple> before, Tuple after) implements PgOutputMessage {
    }

    /** {@code 'D' [int32 xid] int32 oid | 'K' tuple or 'O' tuple}. */
    record Delete(long xid, long table, OldTuple before) implements PgOutputMessage {
    }

    /** {@code 'T' [int32 xid] int32 n | int8 options | n oids}. */
    record Truncate(long xid, boolean cascade, boolean restartIdentity, List<Long> tables) implements PgOutputMessage {
    }

    /** {@code 'S' int32 xid | int8 first}: a block of changes of a transaction that is not committed yet. */
    record StreamStart(long xid, boolean firstSegment) implements PgOutputMessage {
    }

    /** {@code 'E'}: the block ends. */
    record StreamStop() implements PgOutputMessage {
    }

    /** {@code 'c' int32 xid | int8 flags | int64 commit lsn | int64 end lsn | int64 commit time}. */
    record StreamCommit(long xid, Lsn commitPosition, Lsn endPosition, Instant commitTime) implements PgOutputMessage {
    }

    /** {@code 'A' int32 xid | int32 subxid | [int64 lsn | int64 time]}: position and time only with parallel streaming. */
    record StreamAbort(long xid, long subxid, Optional<AbortDetails> details) implements PgOutputMessage {
    }

    /** {@code 'b' int64 prepare lsn | int64 end lsn | int64 time | int32 xid | string gid}. */
    record BeginPrepare(Lsn preparePosition, Lsn endPosition, Instant time, long xid, String gid) implements PgOutputMessage {
    }

    /** {@code 'P' int8 flags |} as {@link BeginPrepare}. */
    record Prepare(Lsn preparePosition, Lsn endPosition, Instant time, long xid, String gid) implements PgOutputMessage {
    }

    /** {@code 'p' int8 flags |} as {@link BeginPrepare}: a streamed transaction is prepared. */
    record StreamPrepare(Lsn preparePosition, Lsn endPosition, Instant time, long xid, String gid) implements PgOutputMessage {
    }

    /** {@code 'K' int8 flags | int64 commit lsn | int64 end lsn | int64 time | int32 xid | string gid}. */
    record CommitPrepared(Lsn commitPosition, Lsn endPosition, Instant time, long xid, String gid) implements PgOutputMessage {
    }

    /**
     * {@code 'r' int8 flags | int64 prepare end lsn | int64 end lsn | int64 prepare time | int64 time | int32 xid | string gid}.
     */
    record RollbackPrepared(Lsn prepareEndPosition, Lsn endPosition, Instant prepareTime, Instant time, long xid, String gid)
            implements
                PgOutputMessage {
    }

    /**
     * The old row of an update or delete.
     *
     * @param full whether it is the whole row (identity FULL); otherwise columns outside the identity are null
     * @param tuple the row
     */
    record OldTuple(boolean full, Tuple tuple) {
    }

    /** Where and when a streamed transaction was rolled back. */
    record AbortDetails(Lsn position, Instant time) {
    }
}
