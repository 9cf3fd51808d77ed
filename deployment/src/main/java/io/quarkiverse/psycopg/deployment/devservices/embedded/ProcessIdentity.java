package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One process, told from a later one with the same number by the time of its start.
 *
 * @param pid the operating system's number
 * @param started when it started; systems tell it to the second
 */
record ProcessIdentity(long pid, Instant started) {

    /** How far two accounts of one start may lie apart: clocks tick in seconds, and are set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** This JVM. */
    static ProcessIdentity current() {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessIdentity(self.pid(), self.info().startInstant().orElse(Instant.EPOCH));
    }

    static ProcessIdentity read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        try {
            return new ProcessIdentity(Long.parseLong(lines.get(0)), Instant.ofEpochMilli(Long.parseLong(lines.get(1))));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IOException(file + " does not name a process", e);
        }
    }

    void write(Path file) throws IOException {
        Files.write(file, List.of(Long.toString(pid), Long.toString(started.toEpochMilli())));
    }

    /**
     * Whether the process may still run. A process whose start the system does not tell counts as the one: rather leave an
     * orphan than end a stranger's.
     */
    boolean mayBeAlive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                .map(h -> h.info().startInstant().map(this::isStart).orElse(true)).orElse(false);
    }

    /** The running process, if it is certain to be this one. */
    Optional<ProcessHandle> provenAlive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                .filter(h -> h.info().startInstant().map(this::isStart).orElse(false));
    }

    private boolean isStart(Instant other) {
        return Duration.between(started, other).abs().compareTo(TOLERANCE) <= 0;
    }
}
