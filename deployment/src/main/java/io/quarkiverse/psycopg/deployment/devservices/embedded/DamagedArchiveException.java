package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An archive of binaries cannot be read: the message names the file to delete.
 */
final class DamagedArchiveException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedArchiveException(Path jar, Throwable cause) {
        super("PostgreSQL's binaries in " + jar + " are damaged: delete that file and start again", cause);
    }
}
