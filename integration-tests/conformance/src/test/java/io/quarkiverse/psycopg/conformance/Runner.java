package io.quarkiverse.psycopg.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.psycopg.conformance.Verdict.Outcome;

/** Runs the files that a folder has, and keeps the report. */
final class Runner {

    /** Surrogates that stand alone cannot be written in UTF-8: all beyond ASCII is escaped, as in the cases. */
    private static final ObjectMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final ArrayNode report = JSON.createArrayNode();
    private final Map<String, Map<Outcome, Integer>> outcomes = new LinkedHashMap<>();
    private final Map<String, Integer> rules = new TreeMap<>();

    void run(Path folder, List<CaseFile> files) throws IOException {
        for (CaseFile file : files) {
            Path cases = folder.resolve(file.name() + ".json");
            if (Files.exists(cases)) {
                outcomes.put(file.name(), new EnumMap<>(Outcome.class));
                for (JsonNode recorded : JSON.readTree(cases.toFile())) {
                    if (!file.leavesOut(recorded)) {
                        keep(file, recorded, judge(file, recorded));
                    }
                }
            }
        }
    }

    private static Verdict judge(CaseFile file, JsonNode recorded) {
        try {
            return file.run(recorded);
        } catch (RuntimeException | AssertionError e) {
            return Verdict.fail(e);
        }
    }

    private void keep(CaseFile file, JsonNode recorded, Verdict verdict) {
        ObjectNode entry = report.addObject();
        entry.put("id", recorded.path("id").asText()).put("file", file.name()).put("outcome", verdict.outcome().label());
        entry.set("expected", file.expected(recorded));
        entry.put("actual", verdict.actual());
        if (verdict.rule() != null) {
            entry.put("rule", verdict.rule());
            rules.merge(verdict.rule(), 1, Integer::sum);
        }
        outcomes.get(file.name()).merge(verdict.outcome(), 1, Integer::sum);
    }

    /** How many cases of a file ended so. */
    int count(String file, Outcome outcome) {
        return outcomes.getOrDefault(file, Map.of()).getOrDefault(outcome, 0);
    }

    /** The files that were there. */
    Iterable<String> files() {
        return outcomes.keySet();
    }

    void write(Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.writeString(target, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report));
    }

    String table() {
        StringBuilder text = new StringBuilder(String.format("%n%-12s", "file"));
        for (Outcome outcome : Outcome.values()) {
            text.append(String.format("%12s", outcome.label()));
        }
        outcomes.forEach((file, counts) -> {
            text.append(String.format("%n%-12s", file));
            for (Outcome outcome : Outcome.values()) {
                text.append(String.format("%12d", counts.getOrDefault(outcome, 0)));
            }
        });
        text.append(String.format("%n%ndifferences by rule:"));
        rules.forEach((rule, count) -> text.append(String.format(" %s %d", rule, count)));
        return text.append(String.format("%n")).toString();
    }

    /** The cases that are not right, a line each. */
    String complaints() {
        StringBuilder text = new StringBuilder();
        report.forEach(entry -> {
            String outcome = entry.get("outcome").asText();
            if (outcome.equals(Outcome.FAIL.label()) || outcome.equals(Outcome.UNSUPPORTED.label())) {
                text.append(String.format("%s %s: %s%n", entry.get("id").asText(), outcome, entry.get("actual").asText()));
            }
        });
        return text.toString();
    }
}
