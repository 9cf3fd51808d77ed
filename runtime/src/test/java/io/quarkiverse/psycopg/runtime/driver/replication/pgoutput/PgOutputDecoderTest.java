package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.Lsn;

class PgOutputDecoderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<RecordedCases.Case> cases() {
        return RecordedCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void recordedBytesGiveTheRecordedFields(RecordedCases.Case recorded) throws Exception {
        PgOutputDecoder decoder = recorded.decoder();
        for (RecordedCases.Recorded message : recorded.messages()) {
            PgOutputMessage decoded = decoder.decode(message.bytes(), 0, message.bytes().length);
            assertThat(JSON.readTree(RecordedForm.of(decoded).toString())).isEqualTo(message.decoded());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyTruncationIsAViolation(RecordedCases.Case recorded) {
        PgOutputDecoder decoder = recorded.decoder();
        for (RecordedCases.Recorded message : recorded.messages()) {
            for (int length = 0; length < message.bytes().length; length++) {
                int cut = length;
                assertThatThrownBy(() -> decoder.decode(message.bytes(), 0, cut))
                        .isInstanceOf(ProtocolViolationException.class);
            }
            decoder.decode(message.bytes(), 0, message.bytes().length);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void trailingBytesAreAViolation(RecordedCases.Case recorded) {
        PgOutputDecoder decoder = recorded.decoder();
        for (RecordedCases.Recorded message : recorded.messages()) {
            byte[] longer = Arrays.copyOf(message.bytes(), message.bytes().length + 1);
            assertThatThrownBy(() -> decoder.decode(longer, 0, longer.length))
                    .isInstanceOf(ProtocolViolationException.class).hasMessageContaining("trailing");
            decoder.decode(message.bytes(), 0, message.bytes().length);
        }
    }

    @Test
    void recordedCasesHoldEveryVersion() {
        assertThat(RecordedCases.all().map(RecordedCases.Case::version).distinct()).contains(1, 2, 3, 4);
    }

    @Test
    void messagesOfALaterVersionAreAViolation() {
        for (char type : "SEcA".toCharArray()) {
            refused(new PgOutputDecoder(1, false), "belongs to protocol version 2", (byte) type, 0, 0, 0, 1, 1);
        }
        for (char type : "bPpKr".toCharArray()) {
            refused(new PgOutputDecoder(2, false), "belongs to protocol version 3", (byte) type, 0, 0, 0, 1, 1);
        }
    }

    @Test
    void blocksOpenAndCloseInTurn() {
        PgOutputDecoder decoder = new PgOutputDecoder(2, false);
        refused(decoder, "without an open streamed block", 'E');
        decode(decoder, 'S', 0, 0, 0, 7, 1);
        refused(decoder, "inside of a streamed block", 'S', 0, 0, 0, 7, 0);
        decode(decoder, 'E');
        decode(decoder, 'S', 0, 0, 0, 7, 0);
    }

    @Test
    void logicalMessagesCarryTransactionPrefixAndBytes() {
        WireWriter out = new WireWriter();
        out.writeByte('M');
        out.writeByte(1);
        out.writeInt64(0x16_B374D848L);
        out.writeCString("outbox");
        out.writeInt32(3);
        out.writeBytes("abc".getBytes(StandardCharsets.UTF_8));
        byte[] bytes = out.toByteArray();
        PgOutputMessage.Message message = (PgOutputMessage.Message) new PgOutputDecoder(1, false).decode(bytes, 0,
                bytes.length);
        assertThat(message.transactional()).isTrue();
        assertThat(message.position()).isEqualTo(Lsn.parse("16/B374D848"));
        assertThat(message.prefix()).isEqualTo("outbox");
        assertThat(message.content().toText()).isEqualTo("abc");
    }

    @Test
    void unsignedNumbersStayPositive() {
        byte[] bytes = { 'Y', -1, -1, -1, -1, 's', 0, 'n', 0 };
        PgOutputMessage.Type type = (PgOutputMessage.Type) new PgOutputDecoder(1, false).decode(bytes, 0, bytes.length);
        assertThat(type.oid()).isEqualTo(4294967295L);
    }

    @Test
    void hugeCountsAreRefusedBeforeAnythingIsAllocated() {
        refused(new PgOutputDecoder(1, false), "truncated tables announced", 'T', 0x7f, 0xff, 0xff, 0xff, 0);
        refused(new PgOutputDecoder(1, false), "truncated tables announced", 'T', 0xff, 0xff, 0xff, 0xff, 0);
        refused(new PgOutputDecoder(1, false), "columns announced", 'R', 0, 0, 0, 1, 's', 0, 'n', 0, 'd', 0xff, 0xff);
        refused(new PgOutputDecoder(1, false), "bytes expected", 'I', 0, 0, 0, 1, 'N', 0, 1, 't', 0x7f, 0xff, 0xff, 0xff);
        refused(new PgOutputDecoder(1, false), "bytes expected", 'I', 0, 0, 0, 1, 'N', 0, 1, 't', 0xff, 0xff, 0xff, 0xff);
    }

    @Test
    void unknownLettersAreAViolation() {
        refused(new PgOutputDecoder(4, false), "type byte 33", '!');
        refused(new PgOutputDecoder(1, false), "kind n, u, t or b", 'I', 0, 0, 0, 1, 'N', 0, 1, 'x');
        refused(new PgOutputDecoder(1, false), "new tuple", 'I', 0, 0, 0, 1, 'O', 0, 0);
        refused(new PgOutputDecoder(1, false), "K or O", 'D', 0, 0, 0, 1, 'N', 0, 0);
        refused(new PgOutputDecoder(1, false), "replica identity", 'R', 0, 0, 0, 1, 's', 0, 'n', 0, 'x', 0, 0);
    }

    @Test
    void versionsBeyondTheDecoderAreRefused() {
        assertThatThrownBy(() -> new PgOutputDecoder(0, false)).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> new PgOutputDecoder(5, false)).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("1 to 4");
    }

    private static PgOutputMessage decode(PgOutputDecoder decoder, int... bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int b : bytes) {
            out.write(b);
        }
        return decoder.decode(out.toByteArray(), 0, out.size());
    }

    private static void refused(PgOutputDecoder decoder, String because, int... bytes) {
        assertThatThrownBy(() -> decode(decoder, bytes)).isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining(because);
    }
}
