package io.quarkiverse.psycopg.runtime.driver.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationGSSContinue;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationMD5Password;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASL;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASLContinue;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASLFinal;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendKeyData;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CommandComplete;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CopyBothResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CopyData;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CopyFormats;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CopyInResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CopyOutResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.Field;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.FunctionCallResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.NegotiateProtocolVersion;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.NoticeResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.NotificationResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ParameterDescription;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ParameterStatus;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ReadyForQuery;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;

/** At least one message of every kind, edges among them. */
final class BackendMessages {

    private BackendMessages() {
    }

    static List<BackendMessage> all() {
        Map<Character, String> fields = new LinkedHashMap<>();
        fields.put('S', "ERROR");
        fields.put('C', "23505");
        fields.put('M', "duplicate key ü");
        return concat(List.of(EmptyMessage.values()), List.of(
                new AuthenticationMD5Password(Bytes.copyOf(new byte[] { 1, 0, -1, 4 })),
                new AuthenticationGSSContinue(Bytes.utf8("token")),
                new AuthenticationSASL(List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256")),
                new AuthenticationSASL(List.of()),
                new AuthenticationSASLContinue(Bytes.utf8("r=x,s=y,i=4096")),
                new AuthenticationSASLFinal(Bytes.EMPTY),
                new BackendKeyData(17, Bytes.copyOf(new byte[4])),
                new BackendKeyData(-1, Bytes.copyOf(new byte[256])),
                new CommandComplete(new CommandTag("INSERT 0 1")),
                new CommandComplete(new CommandTag("")),
                new CopyInResponse(new CopyFormats((byte) 0, new short[] { 0, 0 })),
                new CopyOutResponse(new CopyFormats((byte) 1, new short[] { 1 })),
                new CopyBothResponse(new CopyFormats((byte) 0, new short[0])),
                CopyData.of("1\tone\n".getBytes(StandardCharsets.UTF_8)),
                CopyData.of(new byte[0]),
                DataRow.of(),
                DataRow.of(null, new byte[0], new byte[] { 1, 2, 3 }),
                DataRow.of(new byte[300]),
                new ErrorResponse(fields),
                new ErrorResponse(Map.of()),
                new NoticeResponse(fields),
                new FunctionCallResponse(true, Bytes.EMPTY),
                new FunctionCallResponse(false, Bytes.EMPTY),
                new FunctionCallResponse(false, Bytes.utf8("x")),
                new NegotiateProtocolVersion(0, List.of("_pq_.a", "_pq_.b")),
                new NegotiateProtocolVersion(2, List.of()),
                new NotificationResponse(99, "paid", "42"),
                new NotificationResponse(99, "paid", ""),
                new ParameterDescription(new int[0]),
                new ParameterDescription(new int[] { 20, 25, -2 }),
                new ParameterStatus("TimeZone", "Europe/Berlin"),
                new ReadyForQuery(TransactionIndicator.IDLE),
                new ReadyForQuery(TransactionIndicator.IN_TRANSACTION),
                new ReadyForQuery(TransactionIndicator.FAILED),
                new RowDescription(List.of()),
                new RowDescription(List.of(
                        new Field("id", 16384, (short) 1, 20, (short) 8, -1, (short) 1),
                        new Field("größe", 0, (short) 0, 25, (short) -1, -1, (short) 0)))));
    }

    private static List<BackendMessage> concat(List<EmptyMessage> a, List<BackendMessage> b) {
        List<BackendMessage> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    static byte[] bytes(Iterable<? extends BackendMessage> messages) {
        WireWriter out = new WireWriter();
        messages.forEach(m -> m.write(out));
        return out.toByteArray();
    }
}
