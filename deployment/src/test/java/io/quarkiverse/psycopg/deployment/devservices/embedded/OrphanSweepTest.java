package io.quarkiverse.psycopg.deployment.devservices.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.psycopg.deployment.devservices.Account;
import io.quarkiverse.psycopg.deployment.devservices.DatabasePlan;

class OrphanSweepTest {

    private static final ProcessIdentity GONE = new ProcessIdentity(Integer.MAX_VALUE, Instant.EPOCH);

    @TempDir
    Path root;

    @Test
    void endsTheServerWhoseJvmIsGone() throws Exception {
        try (EmbeddedService service = start()) {
            ProcessHandle server = ProcessHandle.of(service.pid()).orElseThrow();
            disown();

            new OrphanSweep(root).run();

            assertThat(server.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
            assertThat(instances()).isEmpty();
        }
    }

    @Test
    void leavesTheServerWhoseJvmLives() throws IOException {
        try (EmbeddedService service = start()) {
            new OrphanSweep(root).run();

            assertThat(ProcessHandle.of(service.pid())).isPresent();
            assertThat(instances()).hasSize(1);
        }
    }

    @Test
    void leavesAProcessThatIsNotProvenToBeOurs() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            InstanceDirectory instance = InstanceDirectory.create(root, Optional.empty());
            GONE.write(instance.path().resolve("owner"));
            Files.createDirectories(instance.data());
            // The number and the time are right, as they can be by chance; the command line is not.
            long start = stranger.toHandle().info().startInstant().orElseThrow().getEpochSecond();
            Files.write(instance.data().resolve("postmaster.pid"),
                    List.of(Long.toString(stranger.pid()), instance.data().toString(), Long.toString(start)));

            new OrphanSweep(root).run();

            assertThat(stranger.isAlive()).isTrue();
            assertThat(instances()).hasSize(1);
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void deletesWhatAnEndedServerLeft() throws IOException {
        InstanceDirectory instance = InstanceDirectory.create(root, Optional.empty());
        GONE.write(instance.path().resolve("owner"));
        Files.createDirectories(instance.data());

        new OrphanSweep(root).run();

        assertThat(instances()).isEmpty();
    }

    @Test
    void aNumberThatWasGivenAgainIsAnotherProcess() {
        ProcessIdentity now = ProcessIdentity.current();
        ProcessIdentity earlier = new ProcessIdentity(now.pid(), now.started().minusSeconds(60));

        assertThat(now.mayBeAlive()).isTrue();
        assertThat(now.provenAlive()).isPresent();
        assertThat(earlier.mayBeAlive()).isFalse();
        assertThat(earlier.provenAlive()).isEmpty();
    }

    private EmbeddedService start() {
        EmbeddedService service = new EmbeddedService(new DatabasePlan("<default>", "18", OptionalInt.empty(),
                new Account("d", "u", "p"), Map.of("fsync", "off"), List.of(), Optional.empty(), Duration.ofSeconds(60)),
                BinaryCache.ofUser(), root);
        service.start();
        return service;
    }

    /** As if the JVM that started it had been killed. */
    private void disown() throws IOException {
        GONE.write(instances().get(0).resolve("owner"));
    }

    private List<Path> instances() throws IOException {
        try (var children = Files.list(root)) {
            return children.toList();
        }
    }
}
