package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.psycopg.replication.ReplicatedTable;

/**
 * A decoded message in the form in which the recorder wrote its own decoding down.
 */
public final class RecordedForm {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordedForm() {
    }

    /** The message as the recorder's own decoder would have shown it. */
    public static JsonNode of(PgOutputMessage message) {
        Map<String, Object> m = new LinkedHashMap<>();
        if (message instanceof PgOutputMessage.Begin b) {
            put(m, "type", "B", "final_lsn", b.commitPosition().toString(), "commit_time_us",
                    ServerTime.toMicros(b.commitTime()), "xid", b.xid());
        } else if (message instanceof PgOutputMessage.Commit c) {
            put(m, "type", "C", "flags", 0, "commit_lsn", c.commitPosition().toString(), "end_lsn",
                    c.endPosition().toString(), "commit_time_us", ServerTime.toMicros(c.commitTime()));
        } else if (message instanceof PgOutputMessage.Relation r) {
            return relation(r);
        } else if (message instanceof PgOutputMessage.Type y) {
            xid(m, "Y", y.xid());
            put(m, "oid", y.oid(), "namespace", y.schema(), "name", y.name());
        } else if (message instanceof PgOutputMessage.Insert i) {
            xid(m, "I", i.xid());
            put(m, "oid", i.table(), "new", tuple(i.after()));
        } else if (message instanceof PgOutputMessage.Update u) {
            xid(m, "U", u.xid());
            put(m, "oid", u.table());
            u.before().ifPresent(old -> put(m, old.full() ? "old" : "key", tuple(old.tuple())));
            put(m, "new", tuple(u.after()));
        } else if (message instanceof PgOutputMessage.Delete d) {
            xid(m, "D", d.xid());
            put(m, "oid", d.table(), d.before().full() ? "old" : "key", tuple(d.before().tuple()));
        } else if (message instanceof PgOutputMessage.Truncate t) {
            xid(m, "T", t.xid());
            put(m, "options", (t.cascade() ? 1 : 0) + (t.restartIdentity() ? 2 : 0), "oids", t.tables());
        } else {
            later(message, m);
        }
        return JSON.valueToTree(m);
    }

    private static void later(PgOutputMessage message, Map<String, Object> m) {
        if (message instanceof PgOutputMessage.StreamStart s) {
            put(m, "type", "S", "xid", s.xid(), "first_segment", s.firstSegment() ? 1 : 0);
        } else if (message instanceof PgOutputMessage.StreamStop) {
            put(m, "type", "E");
        } else if (message instanceof PgOutputMessage.StreamCommit c) {
            put(m, "type", "c", "xid", c.xid(), "flags", 0, "commit_lsn", c.commitPosition().toString(), "end_lsn",
                    c.endPosition().toString(), "commit_time_us", ServerTime.toMicros(c.commitTime()));
        } else if (message instanceof PgOutputMessage.StreamAbort a) {
            put(m, "type", "A", "xid", a.xid(), "subxid", a.subxid());
            a.details().ifPresent(d -> put(m, "abort_lsn", d.position().toString(), "abort_time_us",
                    ServerTime.toMicros(d.time())));
        } else if (message instanceof PgOutputMessage.BeginPrepare b) {
            put(m, "type", "b", "lsn1", b.preparePosition().toString(), "lsn2", b.endPosition().toString(), "time_us",
                    ServerTime.toMicros(b.time()), "xid", b.xid(), "gid", b.gid());
        } else if (message instanceof PgOutputMessage.Prepare p) {
            put(m, "type", "P", "flags", 0, "lsn1", p.preparePosition().toString(), "lsn2", p.endPosition().toString(),
                    "time_us", ServerTime.toMicros(p.time()), "xid", p.xid(), "gid", p.gid());
        } else if (message instanceof PgOutputMessage.CommitPrepared c) {
            put(m, "type", "K", "flags", 0, "commit_lsn", c.commitPosition().toString(), "end_lsn",
                    c.endPosition().toString(), "commit_time_us", ServerTime.toMicros(c.time()), "xid", c.xid(), "gid",
                    c.gid());
        } else if (message instanceof PgOutputMessage.RollbackPrepared r) {
            put(m, "type", "r", "flags", 0, "prepare_end_lsn", r.prepareEndPosition().toString(), "rollback_end_lsn",
                    r.endPosition().toString(), "prepare_time_us", ServerTime.toMicros(r.prepareTime()), "rollback_time_us",
                    ServerTime.toMicros(r.time()), "xid", r.xid(), "gid", r.gid());
        } else {
            throw new AssertionError("no recorded form for " + message.getClass());
        }
    }

    private static JsonNode relation(PgOutputMessage.Relation r) {
        Map<String, Object> m = new LinkedHashMap<>();
        ReplicatedTable table = r.table();
        xid(m, "R", r.xid());
        ArrayNode columns = JSON.createArrayNode();
        table.columns().forEach(c -> columns.addObject().put("flags", c.identity() ? 1 : 0).put("name", c.name())
                .put("type_oid", c.typeOid()).put("type_mod", c.typeModifier()));
        put(m, "oid", table.oid(), "namespace", table.schema(), "name", table.name(), "replica_identity",
                String.valueOf(table.identity().code()), "columns", columns);
        return JSON.valueToTree(m);
    }

    private static ArrayNode tuple(Tuple tuple) {
        ArrayNode cells = JSON.createArrayNode();
        Tuple.Kind[] kinds = tuple.kinds();
        for (int i = 0; i < tuple.size(); i++) {
            ObjectNode cell = cells.addObject().put("kind", String.valueOf((char) kinds[i].code()));
            if (kinds[i] == Tuple.Kind.TEXT) {
                cell.put("text", tuple.value(i).toText());
            }
        }
        return cells;
    }

    private static void xid(Map<String, Object> m, String type, long xid) {
        m.put("type", type);
        if (xid != 0) {
            m.put("xid", xid);
        }
    }

    private static void put(Map<String, Object> m, Object... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            m.put((String) pairs[i], pairs[i + 1]);
        }
    }
}
