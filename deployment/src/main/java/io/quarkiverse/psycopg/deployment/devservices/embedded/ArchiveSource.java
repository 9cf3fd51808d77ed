package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where packed binaries come from; asked only when they have to be unpacked.
 */
@FunctionalInterface
interface ArchiveSource {

    /** The JAR that holds one {@code .txz}. May download. */
    Path archive() throws IOException;
}
