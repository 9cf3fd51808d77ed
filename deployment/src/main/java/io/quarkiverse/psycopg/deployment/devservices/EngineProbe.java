package io.quarkiverse.psycopg.deployment.devservices;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tells in no time that there is no container engine. Asking Testcontainers takes seconds there, and logs an error.
 */
final class EngineProbe {

    private final String system;
    private final Map<String, String> environment;
    private final Path home;
    private final List<Path> systemSockets;

    EngineProbe(String system, Map<String, String> environment, Path home, List<Path> systemSockets) {
        this.system = system;
        this.environment = environment;
        this.home = home;
        this.systemSockets = systemSockets;
    }

    static EngineProbe ofMachine() {
        return new EngineProbe(System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")),
                List.of(Path.of("/var/run/docker.sock"), Path.of("/run/podman/podman.sock")));
    }

    /** Whether it is worth asking. Certain to be false only on Linux, where engines answer on known sockets. */
    boolean mayAnswer() {
        if (!system.startsWith("Linux") || environment.containsKey("DOCKER_HOST")
                || Files.exists(home.resolve(".testcontainers.properties"))) {
            return true;
        }
        return Stream.concat(systemSockets.stream(), userSockets()).anyMatch(EngineProbe::listens);
    }

    private Stream<Path> userSockets() {
        Stream<Path> ofHome = Stream.of(home.resolve(".docker/run/docker.sock"), home.resolve(".docker/desktop/docker.sock"));
        String runtime = environment.get("XDG_RUNTIME_DIR");
        return runtime == null ? ofHome
                : Stream.concat(ofHome, Stream.of(Path.of(runtime, "docker.sock"), Path.of(runtime, "podman", "podman.sock"),
                        Path.of(runtime, ".docker", "run", "docker.sock")));
    }

    private static boolean listens(Path socket) {
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
