package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangeContext;
import io.quarkiverse.psycopg.replication.LogicalMessage;
import io.quarkiverse.psycopg.replication.PreparedTransactionEnd;
import io.quarkiverse.psycopg.replication.ReplicatedTable;
import io.quarkiverse.psycopg.replication.ReplicationOrigin;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.replication.SchemaChange;
import io.quarkiverse.psycopg.replication.TransactionBegin;
import io.quarkiverse.psycopg.replication.TransactionCommit;
import io.quarkiverse.psycopg.replication.TransactionInfo;
import io.quarkiverse.psycopg.replication.TransactionPrepare;
import io.quarkiverse.psycopg.replication.Truncate;
import io.quarkiverse.psycopg.types.Lsn;
import io.vertx.core.buffer.Buffer;

/**
 * Turns messages into changes: whole transactions in the order of their commits, each from begin to commit or prepare.
 * Transactions that are streamed before their end are held in memory until it, without what their subtransactions took back;
 * those that roll back are never heard of. Not thread-safe.
 */
public final class ChangeAssembler implements PgOutputDecoder.Inserts {

    private final RelationCache relations;
    private final Map<Long, StreamedTransaction> streamed = new HashMap<>();
    private final Consumer<Change> out;
    private StreamedTransaction block;
    private long blockXid;
    private TransactionInfo current;
    /** The same, made once for all its changes. */
    private Optional<TransactionInfo> transaction = Optional.empty();
    /** Whether the begin of the current transaction waits for the origin that may follow it. */
    private boolean beginPending;

    /**
     * An assembler that knows no tables yet.
     *
     * @param types makes what reads the rows
     * @param out takes the changes, within {@link #accept}
     */
    public ChangeAssembler(TypedRows types, Consumer<Change> out) {
        this.relations = new RelationCache(types);
        this.out = out;
    }

    /** Forgets all unfinished transactions, as a lost connection does; the tables stay known. */
    public void connectionLost() {
        relations.renew();
        streamed.clear();
        block = null;
        enter(null);
        beginPending = false;
    }

    private void enter(TransactionInfo next) {
        current = next;
        transaction = Optional.ofNullable(next);
    }

    /** Whether a transaction is begun and not ended yet; streamed ones in progress do not count, they come again as a whole. */
    public boolean isInTransaction() {
        return current != null;
    }

    /**
     * Takes a message.
     *
     * @param message the message
     * @param position where its data stands ({@code dataStart}), 0/0 if that was not told
     * @throws ProtocolViolationException if it cannot come here
     */
    public void accept(PgOutputMessage message, Lsn position) {
        if (block != null && !(message instanceof PgOutputMessage.StreamStop)) {
            block.add(message, xid(message), position);
        } else if (!acceptStreaming(message)) {
            acceptComplete(message, position);
        }
    }

    private boolean acceptStreaming(PgOutputMessage message) {
        if (message instanceof PgOutputMessage.StreamStart m) {
            blockXid = m.xid();
            block = streamed.computeIfAbsent(m.xid(), xid -> new StreamedTransaction());
        } else if (message instanceof PgOutputMessage.StreamStop) {
            block = null;
        } else if (message instanceof PgOutputMessage.StreamAbort m) {
            abort(m);
        } else if (message instanceof PgOutputMessage.StreamCommit m) {
            replay(m.xid(), TransactionInfo.of(m.xid(), m.commitPosition(), m.commitTime()));
            end(new TransactionCommit(m.commitPosition(), current, m.endPosition()));
        } else if (message instanceof PgOutputMessage.StreamPrepare m) {
            replay(m.xid(), prepared(m.xid(), m.preparePosition(), m.time(), m.gid()));
            end(new TransactionPrepare(m.preparePosition(), current, m.endPosition()));
        } else {
            return false;
        }
        return true;
    }

    private void abort(PgOutputMessage.StreamAbort m) {
        if (m.xid() == m.subxid()) {
            streamed.remove(m.xid());
        } else if (streamed.containsKey(m.xid())) {
            streamed.get(m.xid()).abort(m.subxid());
        }
    }

    private void replay(long xid, TransactionInfo info) {
        begin(info);
        StreamedTransaction transaction = streamed.remove(xid);
        if (transaction == null) {
            throw new ProtocolViolationException("the end of streamed transaction " + xid + " came without its beginning");
        }
        transaction.entries().forEach(entry -> acceptComplete(entry.message(), entry.position()));
    }

    private void acceptComplete(PgOutputMessage message, Lsn position) {
        if (message instanceof PgOutputMessage.Begin m) {
            begin(TransactionInfo.of(m.xid(), m.commitPosition(), m.commitTime()));
        } else if (message instanceof PgOutputMessage.BeginPrepare m) {
            begin(prepared(m.xid(), m.preparePosition(), m.time(), m.gid()));
        } else if (message instanceof PgOutputMessage.Origin m) {
            requireTransaction("an origin");
            enter(current.withOrigin(new ReplicationOrigin(m.name(), m.position())));
        } else if (message instanceof PgOutputMessage.Commit m) {
            requireTransaction("a commit");
            end(new TransactionCommit(m.commitPosition(), current, m.endPosition()));
        } else if (message instanceof PgOutputMessage.Prepare m) {
            requireTransaction("a prepare");
            end(new TransactionPrepare(m.preparePosition(), current, m.endPosition()));
        } else if (message instanceof PgOutputMessage.CommitPrepared m) {
            out.accept(new PreparedTransactionEnd(m.commitPosition(),
                    prepared(m.xid(), m.commitPosition(), m.time(), m.gid()), true, m.endPosition()));
        } else if (message instanceof PgOutputMessage.RollbackPrepared m) {
            out.accept(new PreparedTransactionEnd(m.endPosition(),
                    prepared(m.xid(), m.prepareEndPosition(), m.time(), m.gid()), false, m.endPosition()));
        } else if (message instanceof PgOutputMessage.Message m) {
            logicalMessage(m);
        } else {
            content(message, position);
        }
    }

    private void content(PgOutputMessage message, Lsn dataStart) {
        if (message instanceof PgOutputMessage.Type) {
            return; // names of types are the catalog's business
        }
        requireTransaction("a change");
        Lsn position = dataStart.isValid() ? dataStart : current.commitPosition();
        flushBegin();
        if (message instanceof PgOutputMessage.Relation m) {
            ReplicatedTable table = m.table();
            relations.announce(table).ifPresent(
                    former -> out.accept(new SchemaChange(position, transaction, former, table)));
        } else if (message instanceof PgOutputMessage.Insert m) {
            insert(m.table(), m.after().array(), m.after().offset(), position.value());
        } else if (message instanceof PgOutputMessage.Update m) {
            update(m, position);
        } else if (message instanceof PgOutputMessage.Delete m) {
            delete(m, position);
        } else if (message instanceof PgOutputMessage.Truncate m) {
            List<ReplicatedTable> tables = new ArrayList<>();
            m.tables().forEach(oid -> tables.add(relations.get(oid).table()));
            out.accept(new Truncate(position, transaction, tables, m.cascade(), m.restartIdentity()));
        } else {
            throw new ProtocolViolationException("unexpected " + message.getClass().getSimpleName() + " in a transaction");
        }
    }

    @Override
    public void insert(long table, byte[] array, int tuple, long dataStart) {
        requireTransaction("a change");
        long position = dataStart != 0 ? dataStart : current.commitPosition().value();
        flushBegin();
        TableLayout layout = relations.get(table);
        out.accept(new RowChange.Insert<>(ChangeContext.of(layout.table(), position, transaction), layout.row(array, tuple)));
    }

    private void update(PgOutputMessage.Update m, Lsn position) {
        TableLayout layout = relations.get(m.table());
        boolean full = m.before().map(PgOutputMessage.OldTuple::full).orElse(false);
        Tuple tuple = full ? m.after().completedFrom(m.before().get().tuple()) : m.after();
        TupleRow after = layout.row(tuple);
        Optional<TupleRow> old = m.before().map(before -> layout.row(before.tuple()));
        out.accept(new RowChange.Update<>(context(layout, position), layout.key(old.orElse(after)),
                full ? old : Optional.empty(), after));
    }

    private void delete(PgOutputMessage.Delete m, Lsn position) {
        TableLayout layout = relations.get(m.table());
        TupleRow old = layout.row(m.before().tuple());
        out.accept(new RowChange.Delete<>(context(layout, position), layout.key(old),
                m.before().full() ? Optional.of(old) : Optional.empty()));
    }

    private void logicalMessage(PgOutputMessage.Message m) {
        if (m.transactional()) {
            requireTransaction("a transactional message");
            flushBegin();
        }
        out.accept(new LogicalMessage(m.position(), m.transactional() ? transaction : Optional.empty(), m.prefix(),
                Buffer.buffer(m.content().toByteArray())));
    }

    private ChangeContext context(TableLayout layout, Lsn position) {
        return ChangeContext.of(layout.table(), position.value(), transaction);
    }

    private void begin(TransactionInfo info) {
        if (current != null) {
            throw new ProtocolViolationException(
                    "transaction " + info.xid() + " begins inside of transaction " + current.xid());
        }
        enter(info);
        beginPending = true;
    }

    private void flushBegin() {
        if (beginPending) {
            beginPending = false;
            out.accept(new TransactionBegin(current.commitPosition(), current));
        }
    }

    private void end(Change last) {
        flushBegin();
        enter(null);
        out.accept(last);
    }

    private void requireTransaction(String what) {
        if (current == null) {
            throw new ProtocolViolationException(what + " came outside of a transaction");
        }
    }

    private static TransactionInfo prepared(long xid, Lsn position, Instant time, String gid) {
        return new TransactionInfo(xid, position, time, Optional.of(gid), Optional.empty());
    }

    /** The subtransaction that a message inside of a block belongs to. */
    private long xid(PgOutputMessage message) {
        if (message instanceof PgOutputMessage.Insert m) {
            return m.xid();
        } else if (message instanceof PgOutputMessage.Update m) {
            return m.xid();
        } else if (message instanceof PgOutputMessage.Delete m) {
            return m.xid();
        } else if (message instanceof PgOutputMessage.Truncate m) {
            return m.xid();
        } else if (message instanceof PgOutputMessage.Relation m) {
            return m.xid();
        } else if (message instanceof PgOutputMessage.Type m) {
            return m.xid();
        } else if (message instanceof PgOutputMessage.Message m) {
            return m.xid();
        } else if (message instanceof PgOutputMessage.Origin) {
            return blockXid;
        }
        throw new ProtocolViolationException(
                "unexpected " + message.getClass().getSimpleName() + " inside of a streamed block");
    }
}
