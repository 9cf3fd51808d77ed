package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the one {@code .txz} inside a JAR of binaries. Entries that lead out of the target directory are refused.
 */
final class Archive {

    private Archive() {
    }

    /**
     * Unpacks into an existing, empty directory.
     *
     * @throws DamagedArchiveException if the archive cannot be read to its end
     * @throws IOException if the target cannot be written
     */
    static void unpack(Path jar, Path target) throws IOException {
        try (ZipFile zip = open(jar); InputStream packed = txz(zip, jar)) {
            unpack(jar, packed, target);
        }
    }

    private static ZipFile open(Path jar) throws IOException {
        try {
            return new ZipFile(jar.toFile());
        } catch (ZipException e) {
            throw new DamagedArchiveException(jar, e);
        }
    }

    private static InputStream txz(ZipFile zip, Path jar) throws IOException {
        ZipEntry entry = zip.stream().filter(e -> e.getName().endsWith(".txz")).findFirst()
                .orElseThrow(() -> new DamagedArchiveException(jar, null));
        return zip.getInputStream(entry);
    }

    private static void unpack(Path jar, InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            TarArchiveEntry entry;
            while ((entry = next(jar, tar)) != null) {
                write(jar, tar, entry, target);
            }
        } catch (DamagedArchiveException e) {
            throw e;
        } catch (org.tukaani.xz.XZIOException | ZipException | java.io.EOFException e) {
            throw new DamagedArchiveException(jar, e);
        }
    }

    private static TarArchiveEntry next(Path jar, TarArchiveInputStream tar) throws IOException {
        try {
            return tar.getNextEntry();
        } catch (IOException e) {
            throw new DamagedArchiveException(jar, e);
        }
    }

    private static void write(Path jar, InputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path file = inside(jar, target, target.resolve(entry.getName()));
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink() || entry.isLink()) {
            inside(jar, target, file.resolveSibling(entry.getLinkName()));
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            if ((entry.getMode() & 0100) != 0 || file.getParent().endsWith("bin")) {
                file.toFile().setExecutable(true, false);
            }
        }
    }

    private static Path inside(Path jar, Path target, Path file) throws IOException {
        Path normal = file.normalize();
        if (!normal.startsWith(target)) {
            throw new DamagedArchiveException(jar, null);
        }
        return normal;
    }
}
