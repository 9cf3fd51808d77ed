package io.quarkiverse.psycopg.runtime.driver.replication;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.replication.ChangeTransaction;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.SlotPolicy;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.vertx.core.Vertx;

/**
 * A process that reads a stream until it is killed: it writes a line per transaction, {@code end position, first id, last id,
 * number of changes}, and acknowledges some transactions later. Arguments: connection string, file, seed.
 */
final class EnduranceConsumer {

    private static final int MOST_BEHIND = 8;
    private static final long LONGEST_BEHIND_MILLIS = 200;

    private final FileOutputStream out;
    private final Random random;
    private final List<ChangeTransaction> written = new ArrayList<>();

    private EnduranceConsumer(FileOutputStream out, Random random) {
        this.out = out;
        this.random = random;
    }

    public static void main(String[] arguments) throws IOException {
        EnduranceConsumer consumer = new EnduranceConsumer(new FileOutputStream(arguments[1]),
                new Random(Long.parseLong(arguments[2])));
        Vertx vertx = Vertx.vertx();
        // a server that shuts down waits for the acknowledgement of all that it has sent
        vertx.setPeriodic(LONGEST_BEHIND_MILLIS, timer -> consumer.acknowledge());
        ReplicationStream stream = new PsycopgDriver(vertx).createReplicationStream(PgConnectOptions.parse(arguments[0]),
                ReplicationStreamOptions.of("endurance", "endurance", SlotPolicy.REQUIRE)
                        .withStatusInterval(Duration.ofSeconds(1)));
        stream.transactions().subscribe().with(consumer::take, failure -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
    }

    private synchronized void acknowledge() {
        written.forEach(ChangeTransaction::ack);
        written.clear();
    }

    private synchronized void take(ChangeTransaction transaction) {
        long first = StreamProbe.after(transaction.changes().get(0)).getLong("id");
        long last = StreamProbe.after(transaction.changes().get(transaction.changes().size() - 1)).getLong("id");
        String line = transaction.endPosition() + " " + first + " " + last + " " + transaction.changes().size() + "\n";
        try {
            out.write(line.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written.add(transaction);
        if (written.size() > random.nextInt(MOST_BEHIND)) {
            acknowledge();
        }
    }
}
