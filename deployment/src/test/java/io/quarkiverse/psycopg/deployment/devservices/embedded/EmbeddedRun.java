package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

import io.quarkiverse.psycopg.deployment.devservices.Account;
import io.quarkiverse.psycopg.deployment.devservices.DatabasePlan;

/**
 * Runs a server in a JVM of its own until that is ended from outside.
 */
public final class EmbeddedRun {

    private EmbeddedRun() {
    }

    /** Prints the server's process, then waits; the argument is where instances are. */
    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedService service = new EmbeddedService(new DatabasePlan("<default>", "18", OptionalInt.empty(),
                new Account("d", "u", "p"), Map.of("fsync", "off"), List.of(), Optional.empty(), Duration.ofSeconds(60)),
                BinaryCache.ofUser(), Path.of(arguments[0]));
        service.start();
        System.out.println("server=" + service.pid());
        new CountDownLatch(1).await();
    }
}
