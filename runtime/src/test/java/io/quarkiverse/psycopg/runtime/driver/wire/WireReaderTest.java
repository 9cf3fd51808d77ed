package io.quarkiverse.psycopg.runtime.driver.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.error.ProtocolViolationException;

class WireReaderTest {

    @Test
    void readsWhatTheWriterWrote() {
        WireWriter out = new WireWriter(0);
        out.writeByte(-1);
        out.writeInt16(-2);
        out.writeInt16(65535);
        out.writeInt32(Integer.MIN_VALUE);
        out.writeInt64(Long.MIN_VALUE + 1);
        out.writeCString("grün");
        out.writeUtf8("😀");
        out.writeBytes(new byte[] { 0, 1, 2, 3 }, 1, 2);
        byte[] surrounded = new byte[out.size() + 2];
        System.arraycopy(out.array(), 0, surrounded, 1, out.size());
        WireReader in = new WireReader(surrounded, 1, out.size());
        assertThat(in.readByte()).isEqualTo((byte) -1);
        assertThat(in.readInt16()).isEqualTo((short) -2);
        assertThat(in.readUnsignedInt16()).isEqualTo(65535);
        assertThat(in.readInt32()).isEqualTo(Integer.MIN_VALUE);
        assertThat(in.readInt64()).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(in.readCString()).isEqualTo("grün");
        assertThat(in.readUtf8(4)).isEqualTo("😀");
        assertThat(in.position()).isEqualTo(surrounded.length - 3);
        assertThat(in.readBytes(2)).isEqualTo(Bytes.copyOf(new byte[] { 1, 2 }));
        assertThat(in.remaining()).isZero();
        in.requireEnd("Test");
    }

    @Test
    void neverReadsBeyondItsPart() {
        List<Consumer<WireReader>> reads = List.of(r -> r.skip(4), r -> r.skip(-1), r -> r.skip(Integer.MAX_VALUE),
                WireReader::readInt32, WireReader::readInt64, r -> r.readUtf8(4), r -> r.readUtf8(-1), r -> r.readBytes(4),
                r -> r.readBytes(Integer.MIN_VALUE), WireReader::readCString,
                r -> r.requireCount(Integer.MAX_VALUE, 4, "values"), r -> r.requireCount(-1, 4, "values"),
                r -> r.requireCount(4, 1, "values"), r -> r.requireEnd("Test"));
        byte[] array = { 1, 1, 1, 0, 0, 0, 0, 0, 0, 0 };
        for (Consumer<WireReader> read : reads) {
            WireReader in = new WireReader(array, 0, 3);
            assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> read.accept(in));
            assertThat(in.remaining()).isEqualTo(3);
        }
        WireReader empty = new WireReader(array, 3, 0);
        assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(empty::readByte);
        assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(empty::readInt16);
    }

    @Test
    void stringsEndAtTheirFirstZeroByte() {
        for (byte fill : new byte[] { 1, 'a', 0x7f, (byte) 0x80, (byte) 0x81, (byte) 0xff }) {
            for (int offset = 0; offset < 9; offset++) {
                for (int length = 0; length < 40; length++) {
                    byte[] array = new byte[offset + length + 20];
                    Arrays.fill(array, fill);
                    array[offset + length] = 0;
                    array[offset + length + 3] = 0;
                    WireReader in = new WireReader(array, offset, length + 1);
                    in.readCString();
                    assertThat(in.position()).isEqualTo(offset + length + 1);
                    WireReader unended = new WireReader(array, offset, length);
                    assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(unended::readCString);
                }
            }
        }
    }

    @Test
    void bytesThatAreNotUtf8BecomeReplacementCharacters() {
        byte[] latin = { 'g', 'r', (byte) 0xfc, 'n', 0 };
        assertThat(new WireReader(latin).readCString()).isEqualTo("gr\ufffdn");
        assertThat(new WireReader(latin).readUtf8(4)).isEqualTo("gr\ufffdn");
    }
}
