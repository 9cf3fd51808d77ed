package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

/**
 * One PostgreSQL server as a child process on the loopback interface. It ends with {@link #close()} or, at the latest, with the
 * JVM. Its log is in its directory, not on the console.
 */
final class ServerProcess implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ServerProcess.class);
    private static final long POLL_MILLIS = 20;
    private static final long STOP_SECONDS = 10;

    private final Commands commands;
    private final InstanceDirectory instance;
    private final Path data;
    private final int port;
    private final Process process;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread hook = new Thread(this::stop, "psycopg-dev-service-stop");

    private ServerProcess(Commands commands, InstanceDirectory instance, Path data, int port, Process process) {
        this.commands = commands;
        this.instance = instance;
        this.data = data;
        this.port = port;
        this.process = process;
    }

    /** Makes a new, empty cluster whose superuser has the given name and password. */
    static void initialize(Commands commands, InstanceDirectory instance, Path data, String user, String password,
            Duration timeout) throws IOException {
        Path secret = instance.path().resolve("secret");
        Files.writeString(secret, password);
        try {
            commands.run("initdb", List.of("-D", data.toString(), "-U", user, "--pwfile=" + secret, "-A", "scram-sha-256",
                    "-E", "UTF8", "--no-locale", "--no-sync"), instance.log(), timeout.toSeconds());
        } finally {
            Files.deleteIfExists(secret);
        }
    }

    /**
     * Starts the server and waits until it accepts connections.
     *
     * @throws IOException if it ends, or is not ready in time; the message has what it logged last
     */
    static ServerProcess start(Commands commands, InstanceDirectory instance, Path data, int port,
            Map<String, String> settings, Duration timeout) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        Process process = commands.builder("postgres", arguments, instance.log()).start();
        ServerProcess server = new ServerProcess(commands, instance, data, port, process);
        Runtime.getRuntime().addShutdownHook(server.hook);
        try {
            server.awaitReady(timeout);
        } catch (IOException e) {
            server.end();
            server.removeHook();
            throw e;
        }
        return server;
    }

    private void awaitReady(Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!isReady()) {
            if (pausedUntilExit()) {
                throw new IOException("PostgreSQL ended with code " + process.exitValue() + Commands.tail(instance.log()));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("PostgreSQL was not ready within " + timeout.toSeconds() + " s"
                        + Commands.tail(instance.log()));
            }
        }
    }

    private boolean isReady() {
        return PostmasterFile.read(data).filter(f -> f.process().pid() == process.pid()).map(PostmasterFile::ready)
                .orElse(false);
    }

    private boolean pausedUntilExit() throws IOException {
        try {
            return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL started", e);
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        stop();
        removeHook();
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.trace("The JVM is going down: its hooks stay");
        }
    }

    private void stop() {
        if (closed.compareAndSet(false, true)) {
            end();
            Trees.delete(instance.path());
        }
    }

    private void end() {
        try {
            // Fast and not immediate, so that data that is kept needs no recovery.
            commands.run("pg_ctl", List.of("stop", "-D", data.toString(), "-m", "fast", "-w", "-t",
                    Long.toString(STOP_SECONDS)), instance.log(), STOP_SECONDS + 1);
        } catch (IOException | RuntimeException e) {
            LOG.debugf("pg_ctl stop: %s", e);
        }
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
