package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * The directory of one running server: its data, its log, and a note of the JVM that owns it. It appears under its name only
 * with that note, so that a sweep never meets one without.
 *
 * @param path the directory itself
 */
record InstanceDirectory(Path path) {

    private static final String OWNER = "owner";
    private static final String KEPT_DATA = "kept-data";
    private static final String UNFINISHED = ".new-";

    /**
     * Where the instances of this user on this machine are. A temporary directory, because no data in it outlives the machine.
     */
    static Path root() {
        return Path.of(System.getProperty("java.io.tmpdir"), "quarkus-psycopg-" + System.getProperty("user.name"));
    }

    /**
     * Makes a directory that this JVM owns.
     *
     * @param kept where the data is, if it is to outlive the server; else it is below the new directory
     */
    static InstanceDirectory create(Path root, Optional<Path> kept) throws IOException {
        Files.createDirectories(root);
        String id = UUID.randomUUID().toString();
        Path unfinished = Files.createDirectory(root.resolve(UNFINISHED + id));
        ProcessIdentity.current().write(unfinished.resolve(OWNER));
        if (kept.isPresent()) {
            Files.writeString(unfinished.resolve(KEPT_DATA), kept.get().toString());
        }
        return new InstanceDirectory(Files.move(unfinished, root.resolve(id), StandardCopyOption.ATOMIC_MOVE));
    }

    /** Whether it is finished; an unfinished one belongs to a process that is about to finish it. */
    boolean isFinished() {
        return !path.getFileName().toString().startsWith(UNFINISHED) && Files.exists(path.resolve(OWNER));
    }

    /** The JVM that started the server. */
    ProcessIdentity owner() throws IOException {
        return ProcessIdentity.read(path.resolve(OWNER));
    }

    /** The server's data directory. */
    Path data() throws IOException {
        Path kept = path.resolve(KEPT_DATA);
        return Files.exists(kept) ? Path.of(Files.readString(kept)) : path.resolve("data");
    }

    Path log() {
        return path.resolve("server.log");
    }
}
