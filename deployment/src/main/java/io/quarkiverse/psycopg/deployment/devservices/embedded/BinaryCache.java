package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

/**
 * Unpacked binaries, one directory for each version and platform, shared by all applications of a user and kept outside
 * {@code target/}. A directory appears under its name only when it is complete, with a manifest of its files' sizes; what does
 * not match its manifest is unpacked again. Safe for use by several processes.
 */
final class BinaryCache {

    private static final Logger LOG = Logger.getLogger(BinaryCache.class);
    private static final String MANIFEST = ".manifest";

    /** What one version takes, packed and unpacked, rounded up. */
    static final long NEEDED_BYTES = 160L << 20;

    private final Path base;
    private final ToLongFunction<Path> usableSpace;

    BinaryCache(Path base, ToLongFunction<Path> usableSpace) {
        this.base = base;
        this.usableSpace = usableSpace;
    }

    /** The user's cache. */
    static BinaryCache ofUser() {
        return new BinaryCache(CacheDirectory.ofUser(), BinaryCache::freeBytes);
    }

    /**
     * The directory that holds {@code bin}, {@code lib} and {@code share}; unpacks first if it is missing or damaged.
     *
     * @throws IOException with a sentence for the user: no space, no archive, a damaged archive
     */
    Path binaries(String name, ArchiveSource source) throws IOException {
        Path directory = base.resolve(name);
        if (isComplete(directory)) {
            return directory;
        }
        if (Files.exists(directory)) {
            LOG.infof("The PostgreSQL binaries in %s are incomplete: unpacking them again", directory);
        }
        return unpack(directory, source);
    }

    /** Unpacks again, whatever is there. */
    Path replace(String name, ArchiveSource source) throws IOException {
        Path directory = base.resolve(name);
        moveAway(directory);
        return unpack(directory, source);
    }

    private Path unpack(Path directory, ArchiveSource source) throws IOException {
        Path archive = source.archive();
        Path fresh = directory.resolveSibling(directory.getFileName() + "." + UUID.randomUUID());
        try {
            Files.createDirectories(fresh);
            requireSpace();
            Archive.unpack(archive, fresh);
            Files.writeString(fresh.resolve(MANIFEST), manifest(fresh));
            return publish(fresh, directory);
        } catch (DamagedArchiveException e) {
            throw e;
        } catch (IOException e) {
            throw usableSpace.applyAsLong(base) < NEEDED_BYTES ? noSpace() : cannotWrite(e);
        } finally {
            Trees.delete(fresh);
        }
    }

    private Path publish(Path fresh, Path directory) throws IOException {
        if (!isComplete(directory)) {
            moveAway(directory);
        }
        try {
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another process was faster: what it unpacked is as good.
            if (!isComplete(directory)) {
                throw e;
            }
        }
        return directory;
    }

    /** Moves a damaged directory away at once, so that nobody starts from it while it is deleted. */
    private static void moveAway(Path directory) throws IOException {
        Path trash = directory.resolveSibling(directory.getFileName() + ".damaged." + UUID.randomUUID());
        try {
            Files.move(directory, trash, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            return;
        }
        Trees.delete(trash);
    }

    static boolean isComplete(Path directory) {
        Path manifest = directory.resolve(MANIFEST);
        try {
            List<String> expected = Files.readAllLines(manifest, StandardCharsets.UTF_8);
            return !expected.isEmpty() && expected.stream().allMatch(line -> matches(directory, line));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean matches(Path directory, String line) {
        int tab = line.indexOf('\t');
        try {
            return tab > 0 && Files.size(directory.resolve(line.substring(tab + 1))) == Long.parseLong(line, 0, tab, 10);
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    private static String manifest(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> regular = files.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).toList();
            return regular.stream()
                    .map(f -> size(f) + "\t" + directory.relativize(f).toString().replace('\\', '/'))
                    .sorted().collect(Collectors.joining("\n"));
        }
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    private void requireSpace() throws IOException {
        if (usableSpace.applyAsLong(base) < NEEDED_BYTES) {
            throw noSpace();
        }
    }

    private IOException noSpace() {
        return new IOException("there is no room to unpack PostgreSQL's binaries: " + base + " has "
                + (usableSpace.applyAsLong(base) >> 20) + " MB free and needs " + (NEEDED_BYTES >> 20)
                + " MB; free some, or point XDG_CACHE_HOME to a larger disk");
    }

    private IOException cannotWrite(IOException cause) {
        return new IOException("PostgreSQL's binaries cannot be unpacked to " + base + " (" + cause + ")", cause);
    }

    private static long freeBytes(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            // Not known: the write itself will tell.
            return Long.MAX_VALUE;
        }
    }
}
