package io.quarkiverse.psycopg.runtime.driver.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.Lsn;

/**
 * A load of changes while walsenders are killed, consumer processes are killed and the server is restarted: none is lost, and
 * none comes again but what the server had not been told of. {@code -Dpsycopg.test.endurance=100} is the long form: 50 kills of
 * the walsender, 20 of the consumer, 5 restarts, 200,000 changes; by default 5 % of it.
 */
class ReplicationEnduranceTest {

    private static final int PERCENT = Integer.getInteger("psycopg.test.endurance", 5);
    private static final long SEED = Long.getLong("psycopg.test.seed", System.nanoTime());
    private static final int CHANGES = 2_000 * PERCENT;
    private static final int LARGEST = 100;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private enum Fault {
        WALSENDER,
        CONSUMER,
        SERVER
    }

    /** What one process wrote of a transaction. */
    private record Line(Lsn end, long first, long last, int changes) {
        static Line of(String text) {
            String[] parts = text.split(" ");
            return new Line(Lsn.parse(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]),
                    Integer.parseInt(parts[3]));
        }
    }

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final List<Path> files = new ArrayList<>();
    /** What the server had been told when each process began. */
    private final List<Lsn> confirmed = new ArrayList<>();
    private TestServer server;
    private Process consumer;

    @Test
    void nothingIsLostAndNothingConfirmedComesAgain() throws Exception {
        System.out.println("ReplicationEnduranceTest: -Dpsycopg.test.seed=" + SEED + " -Dpsycopg.test.endurance=" + PERCENT);
        List<Fault> faults = faults();
        try (TestServer own = TestServer.builder().build()) {
            server = own;
            own.execute("CREATE TABLE t (id bigint PRIMARY KEY, a text)", "CREATE PUBLICATION endurance FOR TABLE t",
                    "SELECT pg_create_logical_replication_slot('endurance', 'pgoutput')");
            startConsumer();
            try {
                load(faults);
                until("the last change has come", () -> last().filter(line -> line.last() == CHANGES).isPresent());
            } finally {
                consumer.destroyForcibly().waitFor();
            }
            check();
        }
    }

    private List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        faults.addAll(Collections.nCopies(share(50), Fault.WALSENDER));
        faults.addAll(Collections.nCopies(share(20), Fault.CONSUMER));
        faults.addAll(Collections.nCopies(share(5), Fault.SERVER));
        Collections.shuffle(faults, random);
        return faults;
    }

    private static int share(int whole) {
        return Math.max(1, (int) Math.ceil(whole * PERCENT / 100d));
    }

    private void load(List<Fault> faults) throws Exception {
        long next = 1;
        int done = 0;
        while (next <= CHANGES) {
            long upTo = Math.min(CHANGES, next + random.nextInt(LARGEST));
            server.execute("INSERT INTO t SELECT g, repeat('x', 50) FROM generate_series(" + next + ", " + upTo + ") g");
            next = upTo + 1;
            if (done < faults.size() && next > (long) CHANGES * (done + 1) / (faults.size() + 1)) {
                inject(faults.get(done++));
            }
        }
        assertThat(done).as("faults").isEqualTo(faults.size());
    }

    private void inject(Fault fault) throws Exception {
        switch (fault) {
            case WALSENDER -> {
                until("the consumer reads", () -> server.one("SELECT count(*) FROM pg_stat_replication").equals("1"));
                server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_replication");
            }
            case CONSUMER -> {
                until("the consumer has taken something", () -> last().isPresent());
                consumer.destroyForcibly().waitFor();
                startConsumer();
            }
            case SERVER -> server.restart();
        }
    }

    private void startConsumer() throws IOException {
        until("nobody reads the slot", () -> server.one("SELECT active FROM pg_replication_slots").equals("f"));
        confirmed.add(Lsn.parse(server.one("SELECT confirmed_flush_lsn FROM pg_replication_slots")));
        Path file = folder.resolve("run" + files.size());
        Files.createFile(file);
        files.add(file);
        consumer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                EnduranceConsumer.class.getName(), server.connectionString(), file.toString(),
                String.valueOf(random.nextLong())).redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "consumer.log")).start();
    }

    /** Ids are given in the order of the commits, so that each transaction continues the one before it. */
    private void check() throws IOException {
        long reached = 0;
        int repeated = 0;
        for (int run = 0; run < files.size(); run++) {
            List<Line> lines = lines(files.get(run));
            for (int i = 0; i < lines.size(); i++) {
                Line line = lines.get(i);
                assertThat(line.changes()).as("a transaction is whole").isEqualTo((int) (line.last() - line.first() + 1));
                if (i > 0) {
                    assertThat(line.first()).as("run %d, line %d continues", run, i).isEqualTo(lines.get(i - 1).last() + 1);
                } else {
                    assertThat(line.first()).as("run %d loses nothing", run).isLessThanOrEqualTo(reached + 1);
                    assertThat(line.end()).as("run %d repeats nothing that was confirmed", run)
                            .isGreaterThan(confirmed.get(run));
                }
                repeated += line.last() <= reached ? line.changes() : 0;
                reached = Math.max(reached, line.last());
            }
        }
        assertThat(reached).isEqualTo(CHANGES);
        System.out.println("ReplicationEnduranceTest: " + CHANGES + " changes, " + files.size() + " processes, " + repeated
                + " changes came again, unconfirmed");
    }

    private Optional<Line> last() {
        List<Line> lines = lines(files.get(files.size() - 1));
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
    }

    /** The whole lines of a file; one that is being written is left out. */
    private static List<Line> lines(Path file) {
        try {
            String text = Files.readString(file);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Line::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void until(String what, BooleanSupplier condition) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                Path log = folder.resolve("consumer.log");
                throw new AssertionError("not in time: " + what + (Files.exists(log) ? "\n" + Files.readString(log) : ""));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
