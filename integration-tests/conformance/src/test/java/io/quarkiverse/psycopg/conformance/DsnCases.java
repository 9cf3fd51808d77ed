package io.quarkiverse.psycopg.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.Dsn;
import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.PgException;

/** Connection strings, encrypted passwords, and connecting with a string. */
final class DsnCases implements CaseFile {

    private static final String RECORDED_HOST = "127.0.0.1";
    private static final String RECORDED_PORT = "55434";

    private final Oracle oracle;

    DsnCases(Oracle oracle) {
        this.oracle = oracle;
    }

    @Override
    public String name() {
        return "dsn";
    }

    @Override
    public Verdict run(JsonNode recorded) {
        return switch (recorded.path("function").asText()) {
            case "parse_dsn" -> compare(recorded, () -> Dsn.parse(argument(recorded, 0, "dsn").orElseThrow()));
            case "make_dsn" -> compare(recorded, () -> make(recorded));
            case "encrypt_password" -> compare(recorded, () -> encrypt(recorded));
            case "connect" -> connect(recorded);
            default -> Verdict.unsupported("no function " + recorded.path("function").asText());
        };
    }

    private static Object make(JsonNode recorded) {
        Map<String, String> options = options(recorded);
        Optional<String> dsn = argument(recorded, 0, "dsn");
        options.remove("dsn");
        return dsn.isPresent() ? Dsn.make(dsn.get(), options) : Dsn.make(options);
    }

    private Object encrypt(JsonNode recorded) {
        String password = argument(recorded, 0, "password").orElseThrow();
        String user = argument(recorded, 1, "user").orElseThrow();
        Optional<String> algorithm = argument(recorded, 3, "algorithm");
        if (algorithm.isPresent()) {
            return Dsn.encryptPassword(password, user, algorithm.get());
        }
        PgConnection connection = oracle.connect();
        try {
            return Oracle.await(Dsn.encryptPassword(password, user, connection));
        } finally {
            Oracle.close(connection);
        }
    }

    private Verdict connect(JsonNode recorded) {
        Map<String, String> options = options(recorded);
        Optional<String> dsn = argument(recorded, 0, "dsn");
        options.remove("dsn");
        if (dsn.isEmpty() && options.isEmpty()) {
            return withoutArguments();
        }
        return compare(recorded, () -> {
            Map<String, String> all = Dsn.parse(Dsn.make(dsn.orElse(""), options));
            all.replace("host", RECORDED_HOST, oracle.server().host());
            all.replace("port", RECORDED_PORT, Integer.toString(oracle.server().port()));
            PgConnection connection = oracle.connect(PgConnectOptions.parse(Dsn.make(all), Map.of()));
            boolean open = !connection.isClosed();
            Oracle.close(connection);
            return open ? "connected" : "closed";
        });
    }

    /** What is taken then depends on the machine; the defaults do not. */
    private static Verdict withoutArguments() {
        List<HostSpec> hosts = PgConnectOptions.parse("", Map.of()).hosts();
        return hosts.equals(List.of(new HostSpec("localhost", 5432))) ? Verdict.difference("D25", hosts) : Verdict.fail(hosts);
    }

    private static Verdict compare(JsonNode recorded, Supplier<Object> call) {
        Object actual;
        try {
            actual = call.get();
        } catch (PgException e) {
            return recorded.has("error") ? refused(recorded.get("error"), e) : Verdict.fail(e);
        }
        boolean same;
        if (recorded.has("error")) {
            same = false;
        } else if (recorded.has("expected_pattern")) {
            same = fits(recorded, actual.toString());
        } else if (actual instanceof Map<?, ?> map) {
            same = map.equals(texts(recorded.get("expected")));
        } else {
            JsonNode expected = recorded.path("expected");
            if (!expected.isTextual()) {
                return Verdict.unsupported("no comparison with " + expected.getNodeType());
            }
            same = expected.asText().equals(actual);
        }
        return same ? Verdict.pass(actual) : Verdict.fail(actual);
    }

    /** Psycopg's class under its name here, or one that extends it; or, of a server that refused, the class of its SQLSTATE. */
    private static Verdict refused(JsonNode error, PgException actual) {
        boolean kind = ErrorNames.ancestors(actual).contains(ErrorNames.of(error.get("class").asText()));
        boolean state = error.path("sqlstate").isNull()
                || actual.sqlState().equals(Optional.of(error.get("sqlstate").asText()));
        if (kind && state) {
            return Verdict.difference("D20", actual);
        }
        Optional<String> words = actual.diagnostics().filter(Diagnostics::isFatal).flatMap(Diagnostics::messagePrimary);
        boolean told = actual.sqlState().isPresent() && words.isPresent();
        return told && state && error.get("message").asText().contains("FATAL:  " + words.get() + "\n")
                ? Verdict.difference("D16", actual)
                : Verdict.fail(actual);
    }

    private static boolean fits(JsonNode recorded, String actual) {
        String pattern = Pattern.compile("<base64 (\\d+)[^>]*>").matcher(recorded.get("expected_pattern").asText())
                .replaceAll(m -> java.util.regex.Matcher.quoteReplacement(base64(Integer.parseInt(m.group(1)))));
        return actual.matches(pattern) && actual.length() == recorded.path("length").asInt(actual.length())
                && actual.startsWith(recorded.path("prefix").asText(""));
    }

    private static String base64(int bytes) {
        int rest = bytes % 3;
        return "[A-Za-z0-9+/]{" + (bytes * 8 + 5) / 6 + "}" + (rest == 0 ? "" : "=".repeat(3 - rest));
    }

    /** The positional argument, else the one of that name; empty for None and for none. */
    private static Optional<String> argument(JsonNode recorded, int position, String name) {
        JsonNode value = recorded.path("args").has(position) ? recorded.get("args").get(position)
                : recorded.path("kwargs").path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    private static Map<String, String> options(JsonNode recorded) {
        return texts(recorded.path("kwargs"));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> texts.put(name, object.get(name).isNull() ? null : object.get(name).asText()));
        return texts;
    }
}
