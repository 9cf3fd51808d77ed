package io.quarkiverse.psycopg.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineProbeTest {

    @TempDir
    Path directory;

    @Test
    void nobodyIsAskedWhereNoSocketIs() {
        assertThat(probe("Linux", Map.of()).mayAnswer()).isFalse();
    }

    @Test
    void aSocketFileWithoutAListenerIsNoEngine() throws IOException {
        Files.createFile(directory.resolve("docker.sock"));

        assertThat(probe("Linux", Map.of()).mayAnswer()).isFalse();
    }

    @Test
    void aListeningSocketMayBeAnEngine() throws IOException {
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(directory.resolve("docker.sock")));

            assertThat(probe("Linux", Map.of()).mayAnswer()).isTrue();
        }
    }

    @Test
    void whatIsConfiguredIsAsked() throws IOException {
        assertThat(probe("Linux", Map.of("DOCKER_HOST", "tcp://h:1")).mayAnswer()).isTrue();
        assertThat(probe("Mac OS X", Map.of()).mayAnswer()).isTrue();
        Files.createFile(directory.resolve(".testcontainers.properties"));
        assertThat(probe("Linux", Map.of()).mayAnswer()).isTrue();
    }

    private EngineProbe probe(String system, Map<String, String> environment) {
        return new EngineProbe(system, environment, directory, List.of(directory.resolve("docker.sock")));
    }
}
