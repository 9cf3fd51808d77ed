package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a server says of itself in {@code postmaster.pid} in its data directory: line 1 its process, 2 the data directory, 3 its
 * start in seconds since 1970, 8 its status. PostgreSQL documentation 66.1, Database File Layout; the lines are named in the
 * server's {@code miscadmin.h}.
 *
 * @param process the server's main process
 * @param directory the data directory that it serves
 * @param ready whether it accepts connections
 */
record PostmasterFile(ProcessIdentity process, Path directory, boolean ready) {

    private static final int PID_LINE = 0;
    private static final int DIRECTORY_LINE = 1;
    private static final int START_LINE = 2;
    private static final int STATUS_LINE = 7;
    private static final String READY = "ready";

    /** Reads the file; empty while there is none, or it is not written to its third line. */
    static Optional<PostmasterFile> read(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            if (lines.size() <= START_LINE) {
                return Optional.empty();
            }
            // A negative number is a standalone backend's.
            long pid = Math.abs(Long.parseLong(lines.get(PID_LINE).strip()));
            Instant start = Instant.ofEpochSecond(Long.parseLong(lines.get(START_LINE).strip()));
            boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals(READY);
            return Optional.of(new PostmasterFile(new ProcessIdentity(pid, start), Path.of(lines.get(DIRECTORY_LINE)), ready));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
