package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's own commands from a directory of binaries. PostgreSQL refuses to run as root: there, on Linux, a command
 * runs in a user namespace of its own, where it is not.
 */
final class Commands {

    private static final List<String> UNPRIVILEGED = List.of("unshare", "-U");

    private final Path binaries;
    private final Platform platform;
    private final List<String> prefix;

    Commands(Path binaries, Platform platform) throws IOException {
        this.binaries = binaries;
        this.platform = platform;
        this.prefix = isRoot() ? unprivileged() : List.of();
    }

    /** A process to start, both its outputs in one file. */
    ProcessBuilder builder(String command, List<String> arguments, Path output) {
        List<String> line = new ArrayList<>(prefix);
        line.add(binaries.resolve("bin").resolve(platform.command(command)).toString());
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        // Messages that are looked at must be English; the user's own PG* variables are not for this server.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_MESSAGES", "C");
        builder.environment().remove("LC_ALL");
        return builder;
    }

    /**
     * Runs to the end.
     *
     * @throws IOException if it does not end in time or ends with a failure; the message has what it printed last
     */
    void run(String command, List<String> arguments, Path output, long timeoutSeconds) throws IOException {
        Process process = builder(command, arguments, output).start();
        try {
            if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end within " + timeoutSeconds + " s" + tail(output));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command + " ran", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(command + " ended with code " + process.exitValue() + tail(output));
        }
    }

    /** The last lines of a log, to be appended to a message. */
    static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            List<String> last = lines.subList(Math.max(0, lines.size() - 5), lines.size());
            return last.isEmpty() ? "" : ": " + String.join(" | ", last);
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> unprivileged() throws IOException {
        List<String> probe = new ArrayList<>(UNPRIVILEGED);
        probe.add("true");
        try {
            Process process = new ProcessBuilder(probe).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return UNPRIVILEGED;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // No such command: the sentence below says what to do.
        }
        throw new IOException("PostgreSQL refuses to run as root, and 'unshare -U' does not work here: run as another user,"
                + " start a container engine, or configure quarkus.psycopg.url");
    }
}
