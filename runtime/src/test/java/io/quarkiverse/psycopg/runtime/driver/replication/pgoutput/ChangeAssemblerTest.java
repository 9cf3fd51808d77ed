package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.replication.Cell;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangedRow;
import io.quarkiverse.psycopg.replication.LogicalMessage;
import io.quarkiverse.psycopg.replication.PreparedTransactionEnd;
import io.quarkiverse.psycopg.replication.ReplicaIdentity;
import io.quarkiverse.psycopg.replication.ReplicatedColumn;
import io.quarkiverse.psycopg.replication.ReplicatedTable;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.replication.SchemaChange;
import io.quarkiverse.psycopg.replication.TransactionBegin;
import io.quarkiverse.psycopg.replication.TransactionCommit;
import io.quarkiverse.psycopg.replication.TransactionPrepare;
import io.quarkiverse.psycopg.replication.Truncate;
import io.quarkiverse.psycopg.replication.UnchangedValueException;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.Lsn;

class ChangeAssemblerTest {

    private static final Instant TIME = Instant.parse("2026-11-20T10:11:12Z");
    private static final int INT4 = 23;
    private static final int TEXT = 25;

    private final List<Change> changes = new ArrayList<>();
    private final ChangeAssembler assembler = new ChangeAssembler(new TypedRows(TypeRegistry::builtin), changes::add);

    @Test
    void insertedRowsAreReadByTheTypecastersOfQueries() {
        feed("insert");
        Row row = inserted(1);
        assertThat(row.getInt("id")).isEqualTo(1);
        assertThat(row.getString("a")).isEqualTo("one");
        assertThat(row.getBigDecimal("n")).isEqualTo(new BigDecimal("1.5"));
        assertThat(row.getLocalDateTime("ts")).isEqualTo(LocalDateTime.parse("2001-02-03T04:05:06"));
        assertThat(row.getBoolean("b")).isTrue();
        assertThat(row.getBytes("by")).containsExactly(0, 0xff);
        assertThat(inserted(4).isNull("a")).isTrue();
        assertThat(((ChangedRow) inserted(4)).cell("a")).isEqualTo(Cell.Null.NULL);
        assertThat(((ChangedRow) inserted(4)).cell("id")).isEqualTo(new Cell.Value(2));
    }

    @Test
    void transactionsRunFromBeginToCommit() {
        feed("insert");
        assertThat(changes).hasSize(6);
        TransactionBegin begin = (TransactionBegin) changes.get(0);
        TransactionCommit commit = (TransactionCommit) changes.get(2);
        assertThat(begin.info()).isEqualTo(commit.info());
        assertThat(begin.info().xid()).isEqualTo(5967);
        assertThat(begin.info().commitPosition()).isEqualTo(Lsn.parse("0/702C3C0"));
        assertThat(commit.endPosition()).isEqualTo(Lsn.parse("0/702C3F0"));
        assertThat(changes.get(1).transaction()).contains(begin.info());
        assertThat(assembler.isInTransaction()).isFalse();
    }

    @Test
    void fullIdentityGivesTheRowBefore() {
        feed("update/delete identity full");
        RowChange.Update<ChangedRow> update = change(5);
        assertThat(update.before().orElseThrow().toMap()).containsEntry("a", 1).containsEntry("b", "x");
        assertThat(update.after().toMap()).containsEntry("a", 1).containsEntry("b", "z");
        RowChange.Delete<ChangedRow> delete = change(8);
        assertThat(delete.before().orElseThrow().size()).isEqualTo(2);
        assertThat(delete.table().qualifiedName()).isEqualTo("w.t");
    }

    @Test
    void anUnchangedValueIsTakenFromTheRowBefore() {
        feed("toast unchanged identity full");
        RowChange.Update<ChangedRow> update = change(4);
        assertThat(update.after().unchangedColumns()).isEmpty();
        assertThat(update.after().getString("a")).hasSize(3000).isEqualTo(update.before().orElseThrow().getString("a"));
    }

    @Test
    void anUnchangedValueThatWasNotSentIsNoValue() {
        begin(1);
        table(ReplicaIdentity.DEFAULT);
        assembler.accept(new PgOutputMessage.Update(0, 7, Optional.empty(), tuple("1", "~")), Lsn.of(5));
        RowChange.Update<ChangedRow> update = change(1);
        assertThat(update.after().isUnchanged("b")).isTrue();
        assertThat(update.after().cell("b")).isEqualTo(Cell.Unchanged.UNCHANGED);
        assertThat(update.after().unchangedColumns()).containsExactly("b");
        assertThat(update.after().toMap()).containsOnlyKeys("a");
        assertThatThrownBy(() -> update.after().getString("b")).isInstanceOf(UnchangedValueException.class)
                .hasMessageContaining("column \"b\" of s.t").hasMessageContaining("REPLICA IDENTITY FULL");
        assertThatThrownBy(() -> update.map(row -> row.get("b"))).isInstanceOf(UnchangedValueException.class);
        assertThat(update.key().toMap()).containsOnlyKeys("a").containsEntry("a", 1);
        assertThat(update.before()).isEmpty();
    }

    @Test
    void aChangedKeyIsTheOldOne() {
        begin(1);
        table(ReplicaIdentity.DEFAULT);
        assembler.accept(new PgOutputMessage.Update(0, 7,
                Optional.of(new PgOutputMessage.OldTuple(false, tuple("1", null))), tuple("2", "x")), Lsn.of(5));
        assembler.accept(new PgOutputMessage.Delete(0, 7, new PgOutputMessage.OldTuple(false, tuple("2", null))), Lsn.of(6));
        RowChange.Update<ChangedRow> update = change(1);
        assertThat(update.key().getInt("a")).isEqualTo(1);
        assertThat(update.key().size()).isEqualTo(1);
        assertThat(update.key().columns()).extracting("name").containsExactly("a");
        assertThatThrownBy(() -> update.key().columnIndex("b")).hasMessageContaining("[a]");
        assertThat(update.before()).isEmpty();
        RowChange.Delete<ChangedRow> delete = change(2);
        assertThat(delete.key().getInt(0)).isEqualTo(2);
        assertThat(delete.before()).isEmpty();
    }

    @Test
    void binaryColumnsAreReadInBinary() {
        begin(1);
        table(ReplicaIdentity.DEFAULT);
        WireWriter out = new WireWriter();
        out.writeInt16(2);
        out.writeByte('b');
        out.writeInt32(4);
        out.writeInt32(-77);
        out.writeByte('t');
        out.writeInt32(1);
        out.writeUtf8("x");
        assembler.accept(new PgOutputMessage.Insert(0, 7, tuple("5", "y")), Lsn.of(5));
        assembler.accept(new PgOutputMessage.Insert(0, 7, Tuple.read(new WireReader(out.toByteArray()))), Lsn.of(6));
        assembler.accept(new PgOutputMessage.Insert(0, 7, tuple("6", "z")), Lsn.of(7));
        assertThat(inserted(1).getInt("a")).isEqualTo(5);
        assertThat(inserted(2).getInt("a")).isEqualTo(-77);
        assertThat(inserted(2).getString("b")).isEqualTo("x");
        assertThat(inserted(3).getInt("a")).isEqualTo(6);
    }

    @Test
    void alteredTablesAreTold() {
        feed("relation change");
        List<SchemaChange> found = changes.stream().filter(SchemaChange.class::isInstance).map(SchemaChange.class::cast)
                .toList();
        assertThat(found).hasSize(3);
        assertThat(found.get(0).after().columns()).extracting(ReplicatedColumn::name).contains("z");
        assertThat(found.get(1).before().columns()).extracting(ReplicatedColumn::name).contains("a");
        assertThat(found.get(1).after().columns()).extracting(ReplicatedColumn::name).doesNotContain("a");
        assertThat(found.get(2).after().qualifiedName()).isEqualTo("w.t9");
    }

    @Test
    void truncatedTablesComeInOneEvent() {
        feed("truncate");
        List<Truncate> found = changes.stream().filter(Truncate.class::isInstance).map(Truncate.class::cast).toList();
        assertThat(found).hasSize(5);
        assertThat(found.get(1).tables()).extracting(ReplicatedTable::name).containsExactly("t", "u");
        assertThat(found.get(2).restartIdentity()).isTrue();
        assertThat(found.get(3).cascade()).isTrue();
        assertThat(found.get(4).cascade() && found.get(4).restartIdentity()).isTrue();
    }

    @Test
    void aStreamedTransactionComesWhenItCommits() {
        RecordedCases.Case recorded = RecordedCases.named("proto 2 streaming small hex");
        PgOutputDecoder decoder = recorded.decoder();
        recorded.messages().subList(0, recorded.messages().size() - 1).forEach(m -> accept(decoder, m));
        assertThat(changes).isEmpty();
        accept(decoder, recorded.messages().get(recorded.messages().size() - 1));
        assertThat(changes).hasSize(502);
        assertThat(changes.get(0)).isInstanceOf(TransactionBegin.class);
        assertThat(changes.get(501)).isInstanceOf(TransactionCommit.class);
        assertThat(inserted(500).getInt("id")).isEqualTo(500);
    }

    @Test
    void whatASubtransactionTookBackIsNotTold() {
        feed("proto 4 streaming parallel abort hex");
        assertThat(changes).hasSize(4);
        assertThat(inserted(1).getInt("id")).isZero();
        assertThat(inserted(2).getInt("id")).isEqualTo(-1);
    }

    @Test
    void anAbortedStreamedTransactionLeavesNothing() {
        assembler.accept(new PgOutputMessage.StreamStart(9, true), Lsn.INVALID);
        assembler.accept(new PgOutputMessage.Relation(9, shape(ReplicaIdentity.DEFAULT)), Lsn.INVALID);
        assembler.accept(new PgOutputMessage.Insert(9, 7, tuple("1", "x")), Lsn.of(5));
        assembler.accept(new PgOutputMessage.StreamStop(), Lsn.INVALID);
        assembler.accept(new PgOutputMessage.StreamAbort(9, 9, Optional.empty()), Lsn.INVALID);
        assertThat(changes).isEmpty();
        assertThatThrownBy(() -> assembler.accept(new PgOutputMessage.StreamCommit(9, Lsn.of(1), Lsn.of(2), TIME),
                Lsn.INVALID)).isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void aShapeThatIsNotCommittedDoesNotHoldForOthers() {
        begin(1);
        table(ReplicaIdentity.DEFAULT);
        assembler.accept(new PgOutputMessage.Commit(Lsn.of(10), Lsn.of(11), TIME), Lsn.INVALID);
        assembler.accept(new PgOutputMessage.StreamStart(9, true), Lsn.INVALID);
        assembler.accept(new PgOutputMessage.Relation(9, new ReplicatedTable(7, "s", "renamed", ReplicaIdentity.DEFAULT,
                List.of(new ReplicatedColumn("only", true, INT4, -1)))), Lsn.INVALID);
        assembler.accept(new PgOutputMessage.StreamStop(), Lsn.INVALID);
        begin(2);
        assembler.accept(new PgOutputMessage.Insert(0, 7, tuple("1", "x")), Lsn.of(12));
        assertThat(((RowChange<?>) changes.get(3)).table().name()).isEqualTo("t");
    }

    @Test
    void preparedTransactionsAreToldAtPrepareAndAtTheirEnd() {
        feed("proto 3 two phase commit");
        assertThat(changes).hasSize(4);
        TransactionPrepare prepare = (TransactionPrepare) changes.get(2);
        assertThat(prepare.info().globalId()).contains("g1");
        PreparedTransactionEnd end = (PreparedTransactionEnd) changes.get(3);
        assertThat(end.committed()).isTrue();
        assertThat(end.info().globalId()).contains("g1");
        changes.clear();
        feed("proto 3 two phase rollback");
        assertThat(((PreparedTransactionEnd) changes.get(2)).committed()).isFalse();
    }

    @Test
    void theOriginBelongsToItsTransaction() {
        begin(1);
        assembler.accept(new PgOutputMessage.Origin(Lsn.of(77), "o1"), Lsn.INVALID);
        table(ReplicaIdentity.DEFAULT);
        assembler.accept(new PgOutputMessage.Insert(0, 7, tuple("1", "x")), Lsn.of(5));
        assertThat(((TransactionBegin) changes.get(0)).info().origin().orElseThrow().name()).isEqualTo("o1");
        assertThat(changes.get(1).transaction().orElseThrow().origin()).isPresent();
    }

    @Test
    void messagesOutsideOfTransactionsStandAlone() {
        assembler.accept(new PgOutputMessage.Message(0, false, Lsn.of(5), "p", Bytes.utf8("abc")), Lsn.of(5));
        LogicalMessage message = (LogicalMessage) changes.get(0);
        assertThat(message.isTransactional()).isFalse();
        assertThat(message.text()).isEqualTo("abc");
        assertThat(message.toString()).doesNotContain("abc");
        begin(1);
        assembler.accept(new PgOutputMessage.Message(0, true, Lsn.of(6), "p", Bytes.utf8("abc")), Lsn.of(6));
        assertThat(((LogicalMessage) changes.get(2)).isTransactional()).isTrue();
    }

    @Test
    void emptyTransactionsHaveABeginAndACommit() {
        begin(1);
        assembler.accept(new PgOutputMessage.Commit(Lsn.of(10), Lsn.of(11), TIME), Lsn.INVALID);
        assertThat(changes).hasSize(2);
    }

    @Test
    void aLostConnectionForgetsWhatWasUnfinished() {
        begin(1);
        table(ReplicaIdentity.DEFAULT);
        assembler.accept(new PgOutputMessage.Insert(0, 7, tuple("1", "x")), Lsn.of(5));
        assertThat(assembler.isInTransaction()).isTrue();
        assembler.connectionLost();
        assertThat(assembler.isInTransaction()).isFalse();
        changes.clear();
        begin(1);
        table(ReplicaIdentity.DEFAULT);
        assembler.accept(new PgOutputMessage.Insert(0, 7, tuple("1", "x")), Lsn.of(5));
        assertThat(changes).hasSize(2);
    }

    @Test
    void whatCannotComeHereIsAViolation() {
        violates(new PgOutputMessage.Insert(0, 7, tuple("1", "x")));
        violates(new PgOutputMessage.Commit(Lsn.of(1), Lsn.of(2), TIME));
        violates(new PgOutputMessage.Origin(Lsn.of(1), "o"));
        violates(new PgOutputMessage.Message(0, true, Lsn.of(1), "p", Bytes.EMPTY));
        begin(1);
        violates(new PgOutputMessage.Begin(Lsn.of(1), TIME, 2));
        violates(new PgOutputMessage.Insert(0, 99, tuple("1", "x")));
        table(ReplicaIdentity.DEFAULT);
        violates(new PgOutputMessage.Insert(0, 7, tuple("1")));
        assembler.accept(new PgOutputMessage.StreamStart(9, true), Lsn.INVALID);
        violates(new PgOutputMessage.Begin(Lsn.of(1), TIME, 2));
    }

    private void violates(PgOutputMessage message) {
        assertThatThrownBy(() -> assembler.accept(message, Lsn.of(5))).isInstanceOf(ProtocolViolationException.class);
    }

    private void begin(long xid) {
        assembler.accept(new PgOutputMessage.Begin(Lsn.of(10), TIME, xid), Lsn.INVALID);
    }

    private void table(ReplicaIdentity identity) {
        assembler.accept(new PgOutputMessage.Relation(0, shape(identity)), Lsn.INVALID);
    }

    private static ReplicatedTable shape(ReplicaIdentity identity) {
        return new ReplicatedTable(7, "s", "t", identity,
                List.of(new ReplicatedColumn("a", true, INT4, -1), new ReplicatedColumn("b", false, TEXT, -1)));
    }

    private static Tuple tuple(String... values) {
        WireWriter out = new WireWriter();
        out.writeInt16(values.length);
        for (String value : values) {
            if (value == null) {
                out.writeByte('n');
            } else if (value.equals("~")) {
                out.writeByte('u');
            } else {
                out.writeByte('t');
                int mark = out.beginLength();
                out.writeUtf8(value);
                out.endLength(mark);
            }
        }
        return Tuple.read(new WireReader(out.toByteArray()));
    }

    private void feed(String name) {
        RecordedCases.Case recorded = RecordedCases.named(name);
        PgOutputDecoder decoder = recorded.decoder();
        recorded.messages().forEach(m -> accept(decoder, m));
    }

    private void accept(PgOutputDecoder decoder, RecordedCases.Recorded message) {
        assembler.accept(decoder.decode(message.bytes(), 0, message.bytes().length), Lsn.of(1));
    }

    private ChangedRow inserted(int index) {
        return this.<RowChange.Insert<ChangedRow>> change(index).after();
    }

    @SuppressWarnings("unchecked")
    private <T> T change(int index) {
        return (T) changes.get(index);
    }
}
