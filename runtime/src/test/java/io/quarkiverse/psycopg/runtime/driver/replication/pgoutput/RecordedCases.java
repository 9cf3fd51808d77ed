package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The recorded cases of replication: streams of pgoutput, and descriptions of calls.
 */
public final class RecordedCases {

    private static final Path FILE = Path.of("integration-tests", "conformance", "cases", "replication.json");

    private RecordedCases() {
    }

    /** A recorded stream: what it was started with, and its messages. */
    record Case(String id, String name, int version, boolean parallel, List<Recorded> messages) {

        PgOutputDecoder decoder() {
            return new PgOutputDecoder(version, parallel);
        }

        @Override
        public String toString() {
            return id + " " + name;
        }
    }

    /** A message: its bytes, and what the recorder's own decoder made of them. */
    record Recorded(byte[] bytes, JsonNode decoded) {
    }

    static Stream<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (JsonNode node : read()) {
            if (node.path("kind").asText().equals("pgoutput") && node.path("messages").size() > 0) {
                cases.add(of(node));
            }
        }
        return cases.stream();
    }

    /** The cases that describe calls, as {@code id name}. */
    public static List<String> calls() {
        List<String> calls = new ArrayList<>();
        for (JsonNode node : read()) {
            if (node.path("kind").asText().equals("api")) {
                calls.add(node.path("id").asText() + " " + node.path("name").asText());
            }
        }
        return calls;
    }

    static Case named(String name) {
        return all().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    }

    private static Case of(JsonNode node) {
        List<Recorded> messages = new ArrayList<>();
        node.path("messages").forEach(
                m -> messages.add(new Recorded(HexFormat.of().parseHex(m.path("hex").asText()), m.path("decoded"))));
        JsonNode options = node.path("options");
        return new Case(node.path("id").asText(), node.path("name").asText(), options.path("proto_version").asInt(),
                options.path("streaming").asText().equals("parallel"), messages);
    }

    private static JsonNode read() {
        Path file = Files.exists(FILE) ? FILE : Path.of("..").resolve(FILE);
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
