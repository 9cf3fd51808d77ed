package io.quarkiverse.psycopg.deployment.devservices.container;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers what Testcontainers asks of a container engine, as far as one container needs it. The container's port leads to a
 * server that runs already.
 */
final class FakeEngine implements AutoCloseable {

    static final String CONTAINER = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";

    private static final Pattern VERSION = Pattern.compile("^/v[0-9.]+");

    private final HttpServer http;
    private final int postgresPort;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> created = new CopyOnWriteArrayList<>();

    FakeEngine(int postgresPort) throws IOException {
        this.postgresPort = postgresPort;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    String address() {
        return "tcp://127.0.0.1:" + http.getAddress().getPort();
    }

    /** Requests in order, method and path. */
    List<String> requests() {
        return requests;
    }

    /** What containers were to be made, as JSON. */
    List<String> created() {
        return created;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = VERSION.matcher(exchange.getRequestURI().getPath()).replaceFirst("");
        String request = exchange.getRequestMethod() + " " + path;
        requests.add(request);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (request.equals("POST /containers/create")) {
            created.add(body);
        }
        Answer answer = answer(request);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer answer(String request) {
        if (request.endsWith("/_ping")) {
            return new Answer(200, "OK");
        }
        if (request.equals("GET /info")) {
            return new Answer(200, "{\"ID\":\"fake\",\"OSType\":\"linux\",\"OperatingSystem\":\"Fake\",\"MemTotal\":8000000000,"
                    + "\"ServerVersion\":\"28.0\",\"Labels\":[]}");
        }
        if (request.equals("GET /version")) {
            return new Answer(200, "{\"Version\":\"28.0\",\"ApiVersion\":\"1.44\",\"MinAPIVersion\":\"1.24\",\"Os\":\"linux\","
                    + "\"Arch\":\"amd64\"}");
        }
        if (request.matches("GET /images/.*/json")) {
            return new Answer(200, "{\"Id\":\"sha256:f00d\",\"Created\":\"2026-01-01T00:00:00Z\",\"RepoTags\":[],"
                    + "\"Config\":{\"Labels\":{}}}");
        }
        if (request.equals("POST /containers/create")) {
            return new Answer(201, "{\"Id\":\"" + CONTAINER + "\",\"Warnings\":[]}");
        }
        if (request.equals("GET /containers/" + CONTAINER + "/json")) {
            return new Answer(200, inspection());
        }
        if (request.startsWith("GET /containers/" + CONTAINER + "/logs")) {
            return new Answer(200, "");
        }
        if (request.startsWith("POST /containers/" + CONTAINER) || request.startsWith("DELETE /containers/" + CONTAINER)) {
            return new Answer(204, "");
        }
        return request.matches("GET /(containers|images)/json") ? new Answer(200, "[]")
                : new Answer(404, "{\"message\":\"not faked\"}");
    }

    private String inspection() {
        return "{\"Id\":\"" + CONTAINER + "\",\"Name\":\"/fake\",\"Created\":\"2026-01-01T00:00:00Z\",\"State\":{"
                + "\"Status\":\"running\",\"Running\":true,\"StartedAt\":\"2026-01-01T00:00:00Z\",\"ExitCode\":0},"
                + "\"Config\":{\"Labels\":{},\"Env\":[]},\"HostConfig\":{\"NetworkMode\":\"default\"},"
                + "\"NetworkSettings\":{\"Ports\":{\"5432/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"" + postgresPort
                + "\"}]},\"Networks\":{}}}";
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private record Answer(int status, String body) {
    }
}
