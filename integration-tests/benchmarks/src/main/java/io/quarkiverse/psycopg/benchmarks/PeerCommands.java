package io.quarkiverse.psycopg.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final int PROBE_SECONDS = 20;

    private PeerCommands() {
    }

    /** The command for a peer; empty where it cannot run here. */
    static Optional<List<String>> of(Peer peer, int port) {
        if (peer.isPython()) {
            String module = peer == Peer.PSYCOPG3 ? "psycopg" : "asyncpg";
            return python(module).map(python -> List.of(python, PYTHON_PEER.toString(), module, String.valueOf(port)));
        }
        return classPath(peer)
                .map(path -> List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms768m",
                        "-Xmx768m", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-cp", path,
                        PeerMain.class.getName(), peer.name(),
                        String.valueOf(port)));
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

    /** The Python that the environment names, or the system's, if it has the module. */
    private static Optional<String> python(String module) {
        String python = Optional.ofNullable(System.getenv("PYTHON")).orElse("python3");
        try {
            Process probe = new ProcessBuilder(python, "-c", "import " + module)
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            boolean there = probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && probe.exitValue() == 0;
            return there ? Optional.of(python) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
