package io.quarkiverse.psycopg.testsupport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Unpacks a server's archive once per machine and version, outside of {@code target/}, where a clean build does not reach it.
 */
final class PostgresBinaries {

    private PostgresBinaries() {
    }

    /** The folder with {@code bin/}, {@code lib/} and {@code share/} of that version, unpacked by the first who asks. */
    static Path of(PostgresVersion version, Path workFolder) {
        Path folder = workFolder.resolve("binaries-" + version.number());
        Path complete = folder.resolve(".complete-" + archiveSize(version));
        if (Files.exists(complete)) {
            return folder;
        }
        try (FileChannel lock = FileChannel.open(workFolder.resolve("binaries.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            lock.lock();
            if (!Files.exists(complete)) {
                WorkFolder.delete(folder);
                unpack(version, folder);
                Files.createFile(complete);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack PostgreSQL " + version.number() + " into " + folder, e);
        }
    }

    private static void unpack(PostgresVersion version, Path folder) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(archive(version))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("archive entry outside of the folder: " + entry.getName());
                }
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static int archiveSize(PostgresVersion version) {
        try (InputStream archive = archive(version)) {
            return archive.available();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream archive(PostgresVersion version) {
        String name = version.name().toLowerCase(Locale.ROOT) + "/postgres-" + platform() + ".txz";
        InputStream archive = PostgresBinaries.class.getResourceAsStream(name);
        if (archive == null) {
            throw new IllegalStateException("no resource " + name + " beside " + PostgresBinaries.class.getName()
                    + ": the build puts it there in the phase process-test-resources");
        }
        return archive;
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        return os + "-" + arch;
    }
}
