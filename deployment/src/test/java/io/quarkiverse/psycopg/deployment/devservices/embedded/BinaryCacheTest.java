package io.quarkiverse.psycopg.deployment.devservices.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class BinaryCacheTest {

    private static final long MUCH = Long.MAX_VALUE;

    @TempDir
    Path directory;

    private Path jar;
    private Path base;
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void archive() throws IOException {
        base = directory.resolve("cache");
        jar = directory.resolve("binaries.jar");
        Files.write(jar, jar(txz("bin/postgres", "a server")));
    }

    @Test
    void unpacksOnceAndKeepsTheResult() throws IOException {
        BinaryCache cache = cache(MUCH);
        Path first = cache.binaries("pg", this::source);
        Path second = cache.binaries("pg", this::source);

        assertThat(first).isEqualTo(second);
        assertThat(first.resolve("bin/postgres")).hasContent("a server").isExecutable();
        assertThat(asked).hasValue(1);
    }

    @Test
    void unpacksAgainWhatIsIncomplete() throws IOException {
        BinaryCache cache = cache(MUCH);
        Path binaries = cache.binaries("pg", this::source);
        Files.writeString(binaries.resolve("bin/postgres"), "cut");

        cache.binaries("pg", this::source);

        assertThat(binaries.resolve("bin/postgres")).hasContent("a server");
        assertThat(asked).hasValue(2);
    }

    @Test
    void unpacksAgainWhatHasNoManifest() throws IOException {
        Path stale = Files.createDirectories(base.resolve("pg/bin"));
        Files.writeString(stale.resolve("postgres"), "half");

        assertThat(cache(MUCH).binaries("pg", this::source).resolve("bin/postgres")).hasContent("a server");
    }

    @Test
    void replacesWhatLooksComplete() throws IOException {
        BinaryCache cache = cache(MUCH);
        Path binaries = cache.binaries("pg", this::source);
        Files.writeString(binaries.resolve("bin/postgres"), "A SERVER");

        cache.replace("pg", this::source);

        assertThat(binaries.resolve("bin/postgres")).hasContent("a server");
    }

    @Test
    void leavesNothingElseBehind() throws IOException {
        BinaryCache cache = cache(MUCH);
        Path binaries = cache.binaries("pg", this::source);
        Files.delete(binaries.resolve("bin/postgres"));
        cache.binaries("pg", this::source);

        try (var children = Files.list(base)) {
            assertThat(children).containsExactly(binaries);
        }
    }

    @Test
    void saysThatThereIsNoRoom() {
        assertThatThrownBy(() -> cache(5L << 20).binaries("pg", this::source)).isInstanceOf(IOException.class)
                .hasMessageContaining("no room").hasMessageContaining("5 MB free").hasMessageContaining("needs 160 MB")
                .hasMessageContaining(base.toString());
        assertThat(base.resolve("pg")).doesNotExist();
    }

    @Test
    void namesTheDamagedArchive() throws IOException {
        byte[] cut = txz("bin/postgres", "a server");
        Files.write(jar, jar(java.util.Arrays.copyOf(cut, cut.length / 2)));

        assertThatThrownBy(() -> cache(MUCH).binaries("pg", this::source)).isInstanceOf(DamagedArchiveException.class)
                .hasMessageContaining(jar.toString()).hasMessageContaining("delete that file");
    }

    @Test
    void namesTheArchiveThatIsNone() throws IOException {
        Files.writeString(jar, "<html>not found</html>");

        assertThatThrownBy(() -> cache(MUCH).binaries("pg", this::source)).isInstanceOf(DamagedArchiveException.class)
                .hasMessageContaining(jar.toString());
    }

    @Test
    void refusesAnEntryThatLeadsOut() throws IOException {
        Files.write(jar, jar(txz("../outside", "x")));

        assertThatThrownBy(() -> cache(MUCH).binaries("pg", this::source)).isInstanceOf(DamagedArchiveException.class);
        assertThat(base.resolve("outside")).doesNotExist();
    }

    private BinaryCache cache(long usable) {
        return new BinaryCache(base, path -> usable);
    }

    private Path source() {
        asked.incrementAndGet();
        return jar;
    }

    private static byte[] jar(byte[] txz) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("postgres.txz"));
            zip.write(txz);
        }
        return bytes.toByteArray();
    }

    private static byte[] txz(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
            byte[] text = content.getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            entry.setSize(text.length);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
