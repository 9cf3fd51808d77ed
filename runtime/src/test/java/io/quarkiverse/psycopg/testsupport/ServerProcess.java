package io.quarkiverse.psycopg.testsupport;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The operating system's side of one server: the postmaster as a child process that does not outlive this JVM.
 * <p>
 * A shell reads the pipe from this JVM and becomes the postmaster's signal box: {@code fast} and {@code immediate} are
 * PostgreSQL's shutdown modes, and the end of the pipe, which is all that a killed JVM leaves behind, is an immediate shutdown.
 */
final class ServerProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SCRIPT = """
            exec 3<&0
            { read -r mode <&3
              case "$mode" in
                fast) kill -INT $$ ;;
                gone) ;;
                *) kill -QUIT $$ ;;
              esac
              exit 0
            } &
            exec "$@" 3<&- </dev/null
            """;

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** Starts a postmaster whose output is appended to {@code log}; returns when it accepts connections. */
    static ServerProcess start(Path binaries, Path data, Path log) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
        command.addAll(asOrdinaryUser());
        command.addAll(List.of(binaries.resolve("bin/postgres").toString(), "-D", data.toString()));
        try {
            ServerProcess server = new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start());
            server.awaitReady(data.resolve("postmaster.pid"), log);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program of the server's to its end; a non-zero exit is an error with its output. */
    static void run(List<String> program) {
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.addAll(program);
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(program.get(0) + " failed:\n" + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + program.get(0), e);
        }
    }

    /** PostgreSQL refuses to run as root: a user namespace of its own makes root somebody ordinary. */
    static List<String> asOrdinaryUser() {
        return System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Shuts down in one of the modes {@code fast} and {@code immediate}; returns when the postmaster is gone. */
    void stop(String mode) {
        try (OutputStream orders = process.getOutputStream()) {
            orders.write(((process.isAlive() ? mode : "gone") + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            process.destroyForcibly();
        }
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("PostgreSQL did not stop (" + mode + ") within " + PATIENCE);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The eighth line of postmaster.pid is the server's state: "starting", "ready", "standby", "stopping". */
    private void awaitReady(Path pidFile, Path log) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(pidFile)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                stop("immediate");
                throw new IllegalStateException("PostgreSQL did not start:\n" + Files.readString(log));
            }
            try {
                process.waitFor(10, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                stop("immediate");
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while PostgreSQL started", e);
            }
        }
    }

    private boolean isReady(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return false;
        }
        List<String> lines = Files.readAllLines(pidFile);
        return lines.size() >= 8 && lines.get(0).strip().equals(String.valueOf(process.pid()))
                && (lines.get(7).startsWith("ready") || lines.get(7).startsWith("standby"));
    }
}
