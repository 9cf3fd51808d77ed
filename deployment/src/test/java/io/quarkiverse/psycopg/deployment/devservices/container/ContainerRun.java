package io.quarkiverse.psycopg.deployment.devservices.container;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.quarkiverse.psycopg.deployment.devservices.Account;
import io.quarkiverse.psycopg.deployment.devservices.DatabasePlan;
import io.quarkiverse.psycopg.deployment.devservices.InitScript;

/**
 * Runs a Dev Service in a JVM of its own, whose environment names the engine: Testcontainers reads it once.
 */
public final class ContainerRun {

    static final Account ACCOUNT = new Account("orders", "clerk", "pencil");

    private ContainerRun() {
    }

    /** Prints address and container, one per line. */
    public static void main(String[] arguments) {
        try (ContainerService service = new ContainerService(new DatabasePlan("<default>", "18", OptionalInt.empty(), ACCOUNT,
                Map.of("wal_level", "logical"), List.of(new InitScript("one.sql", "CREATE TABLE made_by_script (i int)")),
                Optional.empty(), Duration.ofSeconds(30)))) {
            service.start();
            System.out.println("url=" + service.url());
            System.out.println("container=" + service.getContainerId());
        } catch (RuntimeException e) {
            System.out.println("failure=" + e.getMessage());
        }
        // Testcontainers leaves threads behind.
        System.exit(0);
    }
}
