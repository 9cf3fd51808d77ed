package io.quarkiverse.psycopg.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.psycopg.benchmarks.client.PeerMain;
import io.quarkiverse.psycopg.benchmarks.workload.Peer;

/** How the processes of peers are started, as far as this machine has what they need. */
final class PeerCommands {

    /** Relative to the module; written by the command {@code run}. */
    private static final Path VERTX5 = Path.of("target", "classpath-vertx5");
    private static final Path PYTHON_PEER = Path.of("src", "main", "python", "peer.py");
    /** The first one in the path, and the one that Debian's packages are for. */
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");
    private static final int PROBE_SECONDS = 20;

    private PeerCommands() {
    }

    /** The command for a peer; empty where it cannot run here. */
    static Optional<List<String>> of(Peer peer, int port) {
        if (peer.isPython()) {
            String module = peer.program();
            return python(module).map(python -> List.of(python, PYTHON_PEER.toString(), module, String.valueOf(port)));
        }
        if (peer == Peer.PSYCOPG_OBSERVERS) {
            return Applications.OBSERVERS.command(port);
        }
        return classPath(peer).map(path -> java(peer, path, port));
    }

    private static List<String> java(Peer peer, String classPath, int port) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms768m", "-Xmx768m"));
        if (peer != Peer.VERTX5) {
            command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        }
        command.addAll(List.of("-cp", classPath, PeerMain.class.getName(), peer.name(), String.valueOf(port)));
        return command;
    }

    private static Optional<String> classPath(Peer peer) {
        return peer == Peer.VERTX5 ? vertx5ClassPath() : Optional.of(System.getProperty("java.class.path"));
    }

    /** The class path with vertx-pg-client 5 in place of 4; empty where it was not found. */
    static Optional<String> vertx5ClassPath() {
        try {
            return Files.exists(VERTX5) ? Optional.of(Path.of("target", "classes") + ":" + Files.readString(VERTX5).strip())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The Python that the environment names, or else one of the system's, that has the module. */
    private static Optional<String> python(String module) {
        return Optional.ofNullable(System.getenv("PYTHON")).map(List::of).orElse(PYTHONS).stream()
                .filter(python -> has(python, module)).findFirst();
    }

    private static boolean has(String python, String module) {
        try {
            Process probe = new ProcessBuilder(python, "-c", "import " + module)
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
