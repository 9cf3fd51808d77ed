package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

/**
 * Ends the servers whose JVM was killed, and deletes what they left. A server is ended only if it is proven to be one of ours:
 * its directory is one that we made, the JVM that made it is gone, and the process named there started when the server says
 * that it did, with that directory on its command line.
 */
final class OrphanSweep {

    private static final Logger LOG = Logger.getLogger(OrphanSweep.class);
    private static final long END_SECONDS = 10;

    private final Path root;

    OrphanSweep(Path root) {
        this.root = root;
    }

    /** Ends all orphans below the root. Never fails: what cannot be ended is logged and left. */
    void run() {
        for (InstanceDirectory instance : instances()) {
            try {
                if (instance.isFinished() && !instance.owner().mayBeAlive()) {
                    end(instance);
                }
            } catch (IOException | RuntimeException e) {
                LOG.debugf("Left %s alone: %s", instance.path(), e);
            }
        }
    }

    private List<InstanceDirectory> instances() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(root)) {
            return children.map(InstanceDirectory::new).toList();
        } catch (IOException e) {
            LOG.debugf("Could not list %s: %s", root, e);
            return List.of();
        }
    }

    private static void end(InstanceDirectory instance) throws IOException {
        Path data = instance.data();
        Optional<PostmasterFile> file = PostmasterFile.read(data);
        Optional<ProcessHandle> server = file.flatMap(f -> proven(data, f));
        if (server.isPresent()) {
            LOG.infof("Ending the PostgreSQL (process %d) that a Dev Service of an ended JVM left behind", server.get().pid());
            if (!end(server.get())) {
                LOG.warnf("Process %d, a PostgreSQL that a Dev Service left behind, did not end", server.get().pid());
                return;
            }
        } else if (file.map(f -> f.process().mayBeAlive()).orElse(false)) {
            LOG.debugf("Left %s alone: its process is not proven to be ours", instance.path());
            return;
        }
        Trees.delete(instance.path());
    }

    private static Optional<ProcessHandle> proven(Path data, PostmasterFile file) {
        if (!file.directory().equals(data)) {
            return Optional.empty();
        }
        return file.process().provenAlive().filter(h -> serves(h, data));
    }

    private static boolean serves(ProcessHandle process, Path data) {
        return process.info().arguments().map(List::of).orElse(List.of()).contains(data.toString());
    }

    /** Asks, then forces: the data is thrown away in any case. */
    private static boolean end(ProcessHandle server) {
        // SIGTERM waits for clients, and an orphan's clients died with it; a stray one is cut off by force.
        server.destroy();
        return ended(server, END_SECONDS) || server.destroyForcibly() && ended(server, END_SECONDS);
    }

    private static boolean ended(ProcessHandle server, long seconds) {
        try {
            server.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            return !server.isAlive();
        }
    }
}
