package io.quarkiverse.psycopg.runtime.driver.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.sun.management.ThreadMXBean;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;

class FrameLimitsTest {

    private static final WireLimits SMALL = new WireLimits(8192);

    static List<Arguments> violations() {
        return List.of(
                arguments("length 3", raw('D', 3, w -> {
                }), "length 3"),
                arguments("length 0", raw('1', 0, w -> {
                }), "length 0"),
                arguments("negative length", raw('D', -1, w -> {
                }), "length -1"),
                arguments("most negative length", raw('D', Integer.MIN_VALUE, w -> {
                }), "length -2147483648"),
                arguments("above the maximum", raw('D', 8193, w -> {
                }), "maximum of 8192"),
                arguments("largest length", raw('d', Integer.MAX_VALUE, w -> {
                }), "more than PostgreSQL ever sends"),
                arguments("unknown type", raw('@', 4, w -> {
                }), "unknown type 0x40"),
                arguments("HTTP", "HTTP/1.1 400 Bad Request".getBytes(), "is this a PostgreSQL server?"),
                arguments("type above 127", raw(0xff, 4, w -> {
                }), "unknown type 0xff"),
                arguments("ParseComplete with a body", raw('1', 5, w -> {
                }), "cannot have 5 bytes"),
                arguments("long ReadyForQuery", raw('Z', 6, w -> {
                }), "cannot have 6 bytes"),
                arguments("key of 257 bytes", raw('K', 4 + 4 + 257, w -> {
                }), "cannot have 265 bytes"),
                arguments("key of 3 bytes", message('K', w -> w.writeBytes(new byte[7])), "cancel key of 3 bytes"),
                arguments("unknown status", message('Z', w -> w.writeByte('X')), "unknown status"),
                arguments("no status", message('Z', w -> {
                }), "remain"),
                arguments("tag without end", message('C', w -> w.writeUtf8("SELECT 1")), "terminating"),
                arguments("bytes after the tag", message('C', w -> w.writeBytes(new byte[2])), "trailing"),
                arguments("row of -1 fields", message('D', w -> w.writeInt16(-1)), "-1 fields"),
                arguments("row without its fields", message('D', w -> w.writeInt16(32767)), "field 1 of 32767"),
                arguments("field length -2", row(1, w -> w.writeInt32(-2)), "length -2"),
                arguments("field length most negative", row(1, w -> w.writeInt32(Integer.MIN_VALUE)), "length"),
                arguments("field beyond the end", row(1, w -> w.writeInt32(1)), "announces 1 bytes, but 0"),
                arguments("huge field", row(1, w -> w.writeInt32(Integer.MAX_VALUE)), "announces"),
                arguments("lengths that overflow", row(2, w -> {
                    w.writeInt32(0);
                    w.writeInt32(Integer.MAX_VALUE - 4);
                }), "announces"),
                arguments("half a field length", row(1, w -> w.writeInt16(0)), "ends within"),
                arguments("bytes behind the last field", row(1, w -> w.writeInt64(0)), "trailing"),
                arguments("bytes behind no field", row(0, w -> w.writeByte(0)), "trailing"),
                arguments("columns that cannot be", message('T', w -> w.writeInt16(32767)), "32767 columns"),
                arguments("negative columns", message('T', w -> w.writeInt16(-1)), "columns"),
                arguments("column without end", message('T', w -> {
                    w.writeInt16(1);
                    w.writeUtf8("a name of more than nineteen bytes");
                }), "terminating"),
                arguments("parameters that cannot be", message('t', w -> w.writeInt16(65535)), "65535 parameter"),
                arguments("copy formats that cannot be", message('G', w -> {
                    w.writeByte(0);
                    w.writeInt16(3000);
                }), "3000 column formats"),
                arguments("copy of unknown format", message('H', w -> w.writeBytes(new byte[] { 2, 0, 0 })), "format 2"),
                arguments("error without end", message('E', w -> w.writeUtf8("SERROR")), "terminating"),
                arguments("error without last zero", message('E', w -> w.writeBytes(new byte[] { 'S', 'E', 0 })), "remain"),
                arguments("error that is empty", message('E', w -> {
                }), "remain"),
                arguments("notice with bytes behind", message('N', w -> w.writeInt16(0)), "trailing"),
                arguments("notification without payload", message('A', w -> {
                    w.writeInt32(1);
                    w.writeCString("c");
                }), "terminating"),
                arguments("status without value", message('S', w -> w.writeCString("TimeZone")), "terminating"),
                arguments("authentication without kind", message('R', w -> {
                }), "remain"),
                arguments("unknown authentication", message('R', w -> w.writeInt32(99)), "unknown kind 99"),
                arguments("bytes behind AuthenticationOk", message('R', w -> w.writeInt64(0)), "trailing"),
                arguments("short salt", message('R', w -> {
                    w.writeInt32(5);
                    w.writeInt16(0);
                }), "remain"),
                arguments("mechanisms without end", message('R', w -> {
                    w.writeInt32(10);
                    w.writeCString("SCRAM-SHA-256");
                }), "terminating"),
                arguments("protocol 4", message('v', w -> {
                    w.writeInt32(4 << 16);
                    w.writeInt32(0);
                }), "protocol 4.0"),
                arguments("options that cannot be", message('v', w -> {
                    w.writeInt32(0);
                    w.writeInt32(Integer.MAX_VALUE);
                }), "protocol options"),
                arguments("negative options", message('v', w -> {
                    w.writeInt32(0);
                    w.writeInt32(-1);
                }), "protocol options"),
                arguments("function result of -2", message('V', w -> w.writeInt32(-2)), "length -2"),
                arguments("function result beyond the end", message('V', w -> w.writeInt32(1)), "remain"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void isAViolationWholeAndByteByByte(String name, byte[] bytes, String sentence) {
        RecordingHandler handler = new RecordingHandler();
        assertThatExceptionOfType(ProtocolViolationException.class)
                .isThrownBy(() -> new FrameDecoder(SMALL).feed(bytes, 0, bytes.length, handler))
                .withMessageContaining(sentence);
        assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> {
            FrameDecoder decoder = new FrameDecoder(SMALL);
            for (int i = 0; i < bytes.length; i++) {
                decoder.feed(new byte[] { bytes[i] }, 0, 1, handler);
            }
        }).withMessageContaining(sentence);
        assertThat(handler.all).isEmpty();
    }

    @Test
    void whatCameBeforeTheViolationIsHandedOverAndNothingAfter() {
        WireWriter out = new WireWriter();
        EmptyMessage.NO_DATA.write(out);
        out.writeBytes(raw('@', 4, w -> {
        }));
        EmptyMessage.NO_DATA.write(out);
        RecordingHandler handler = new RecordingHandler();
        FrameDecoder decoder = new FrameDecoder(SMALL);
        byte[] bytes = out.toByteArray();
        assertThatThrownBy(() -> decoder.feed(bytes, 0, bytes.length, handler))
                .isInstanceOf(ProtocolViolationException.class);
        byte[] good = BackendMessages.bytes(List.of(EmptyMessage.NO_DATA));
        assertThatThrownBy(() -> decoder.feed(good, 0, good.length, handler))
                .isInstanceOf(ProtocolViolationException.class).hasMessageContaining("before");
        assertThat(handler.all).containsExactly(EmptyMessage.NO_DATA);
        assertThat(decoder.bufferedBytes()).isZero();
    }

    @Test
    void theLargestMessageAllowedPasses() {
        byte[] bytes = message('d', w -> w.writeBytes(new byte[8192 - 4]));
        RecordingHandler handler = new RecordingHandler();
        new FrameDecoder(SMALL).feed(bytes, 0, bytes.length, handler);
        assertThat(handler.all).hasSize(1);
    }

    @Test
    void anAnnouncedGigabyteAllocatesNextToNothing() {
        byte[] bytes = raw('d', WireLimits.SERVER_MAXIMUM, w -> w.writeByte(0));
        FrameDecoder decoder = new FrameDecoder(WireLimits.DEFAULT);
        RecordingHandler handler = new RecordingHandler();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        decoder.feed(bytes, 0, bytes.length, handler);
        long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        assertThat(after - before).isLessThan(256 * 1024);
        assertThat(decoder.bufferedBytes()).isEqualTo(6);
    }

    private static byte[] raw(int type, int length, Consumer<WireWriter> body) {
        WireWriter out = new WireWriter();
        out.writeByte(type);
        out.writeInt32(length);
        body.accept(out);
        return out.toByteArray();
    }

    private static byte[] message(char type, Consumer<WireWriter> body) {
        WireWriter out = new WireWriter();
        int mark = out.beginMessage((byte) type);
        body.accept(out);
        out.endMessage(mark);
        return out.toByteArray();
    }

    private static byte[] row(int count, Consumer<WireWriter> fields) {
        return message('D', w -> {
            w.writeInt16(count);
            fields.accept(w);
        });
    }
}
