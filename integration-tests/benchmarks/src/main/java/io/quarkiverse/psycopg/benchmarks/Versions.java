package io.quarkiverse.psycopg.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a run was measured with: the processor, the server, the clients. */
final class Versions {

    private static final Pattern CLIENT = Pattern.compile("/((?:vertx-pg-client|postgresql|r2dbc-postgresql|netty-transport)"
            + "-\\d[^/:]*)\\.jar");

    private Versions() {
    }

    static List<String> of(String serverVersion, Optional<String> vertx5ClassPath) {
        List<String> facts = new ArrayList<>();
        processor().ifPresent(facts::add);
        facts.add("PostgreSQL " + serverVersion + ", without fsync, without TLS, over loopback");
        Matcher clients = CLIENT.matcher(System.getProperty("java.class.path"));
        while (clients.find()) {
            facts.add(clients.group(1));
        }
        vertx5ClassPath.map(CLIENT::matcher).filter(Matcher::find).ifPresent(found -> facts.add(found.group(1)));
        return facts;
    }

    /** As Linux names it. */
    private static Optional<String> processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
