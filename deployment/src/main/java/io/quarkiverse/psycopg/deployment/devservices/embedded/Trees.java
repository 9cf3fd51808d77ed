package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

/**
 * Deletes directories with all that is in them.
 */
final class Trees {

    private static final Logger LOG = Logger.getLogger(Trees.class);

    private Trees() {
    }

    /** Deletes the tree as far as it can be deleted; symbolic links are not followed. */
    static void delete(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            LOG.debugf("Could not delete all of %s: %s", root, e);
        }
    }
}
