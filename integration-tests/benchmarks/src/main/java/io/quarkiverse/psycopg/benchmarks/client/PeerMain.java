package io.quarkiverse.psycopg.benchmarks.client;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

import io.quarkiverse.psycopg.benchmarks.workload.Measurement;
import io.quarkiverse.psycopg.benchmarks.workload.Peer;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;

/**
 * A peer's process: {@code <peer> <port>} as arguments; each line {@code <workload> <operations> <slot>} on standard input is a
 * round and is answered by a line {@value #ANSWER}{@code <measurement>}. Ends with standard input.
 */
public final class PeerMain {

    /** Before each measurement; whatever else a client prints is not one. */
    public static final String ANSWER = "measured ";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final List<MemoryPoolMXBean> HEAP = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP).toList();

    private PeerMain() {
    }

    public static void main(String[] args) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int status = 0;
        try (Client client = connect(Peer.valueOf(args[0]), Integer.parseInt(args[1]))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                String[] command = line.split(" ");
                Measurement round = measure(client, Workload.valueOf(command[0]), Integer.parseInt(command[1]), command[2]);
                System.out.println(ANSWER + round.line());
            }
        } catch (Exception e) {
            e.printStackTrace();
            status = 1;
        }
        System.exit(status);
    }

    private static Client connect(Peer peer, int port) throws Exception {
        return switch (peer) {
            case LIMIT -> new LimitClient(port, LimitPool.EIGHT_EACH);
            case LIMIT_ONE -> new LimitClient(port, 1);
            case LIMIT_NETTY -> new NettyLimitClient(port);
            case PSYCOPG -> new PsycopgClient(port, true);
            case PSYCOPG_UNSHARED -> new PsycopgClient(port, false);
            case VERTX, VERTX5 -> new VertxClient(port, true, false);
            case VERTX_DEFAULT -> new VertxClient(port, false, false);
            case VERTX_POOLED -> new VertxClient(port, true, true);
            case PGJDBC -> new PgJdbcClient(port, "&prepareThreshold=-1&reWriteBatchedInserts=true");
            case PGJDBC_DEFAULT -> new PgJdbcClient(port, "");
            case R2DBC -> new R2dbcClient(port);
            case PSYCOPG_OBSERVERS, ASYNCPG, PSYCOPG3, PSYCOPG2, PGBENCH, PSQL, PG_RECVLOGICAL ->
                throw new IllegalArgumentException(peer + " does not run here");
        };
    }

    private static Measurement measure(Client client, Workload workload, int operations, String slot) throws Exception {
        HEAP.forEach(MemoryPoolMXBean::resetPeakUsage);
        long cpu = SYSTEM.getProcessCpuTime();
        long allocated = allocated();
        long start = System.nanoTime();
        long rows = client.run(workload, operations, slot);
        long nanos = System.nanoTime() - start;
        return new Measurement(rows, nanos, allocated() - allocated, SYSTEM.getProcessCpuTime() - cpu,
                HEAP.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum());
    }

    /** By the threads that live: peers keep theirs from the first round on. */
    private static long allocated() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
