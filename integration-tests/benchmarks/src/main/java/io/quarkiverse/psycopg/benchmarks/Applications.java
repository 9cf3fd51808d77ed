package io.quarkiverse.psycopg.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.psycopg.benchmarks.workload.Tables;

/** The Quarkus applications that take part, packaged by modules of their own below {@code apps}. */
enum Applications {
    /** With this extension. */
    PSYCOPG("psycopg", "psycopg", 256),
    /** The same with quarkus-reactive-pg-client. */
    REACTIVE_PG_CLIENT("reactive-pg-client", "quarkus-reactive-pg-client", 256),
    /** Observes a channel; speaks as the other peers do. */
    OBSERVERS("observers", "psycopg-observers", 768);

    private final String folder;
    private final String label;
    private final int heapMegabytes;

    Applications(String folder, String label, int heapMegabytes) {
        this.folder = folder;
        this.label = label;
        this.heapMegabytes = heapMegabytes;
    }

    /** The name in results. */
    String label() {
        return label;
    }

    /** How it is started with that server as its database; empty where it has not been packaged. */
    Optional<List<String>> command(int port) {
        Path jar = Path.of("apps", folder, "target", "quarkus-app", "quarkus-run.jar");
        if (!Files.exists(jar)) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heapMegabytes + "m", "-Xmx" + heapMegabytes + "m"));
        String place = "127.0.0.1:" + port + "/" + Tables.DATABASE;
        if (this == REACTIVE_PG_CLIENT) {
            command.add("-Dquarkus.datasource.username=" + Tables.USER);
            command.add("-Dquarkus.datasource.reactive.url=vertx-reactive:postgresql://" + place);
        } else {
            command.add("-Dquarkus.psycopg.url=postgresql://" + Tables.USER + "@" + place + "?sslmode=disable");
        }
        command.addAll(List.of("-jar", jar.toString()));
        return Optional.of(command);
    }
}
