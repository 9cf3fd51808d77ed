package io.quarkiverse.psycopg.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * A peer's process: {@code <peer> <port>} as arguments; each line {@code <workload> <operations>} on standard input is a round
 * and is answered by a line {@value #ANSWER}{@code <measurement>}. Ends with standard input.
 */
final class PeerMain {

    static final String ANSWER = "measured ";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private PeerMain() {
    }

    public static void main(String[] args) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int status = 0;
        try (Client client = Peer.valueOf(args[0]).connect(Integer.parseInt(args[1]))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                String[] command = line.split(" ");
                Measurement round = measure(client, Workload.valueOf(command[0]), Integer.parseInt(command[1]));
                System.out.println(ANSWER + round.line());
            }
        } catch (Exception e) {
            e.printStackTrace();
            status = 1;
        }
        System.exit(status);
    }

    private static Measurement measure(Client client, Workload workload, int operations) throws Exception {
        long cpu = SYSTEM.getProcessCpuTime();
        long allocated = allocated();
        long start = System.nanoTime();
        long rows = client.run(workload, operations);
        long nanos = System.nanoTime() - start;
        return new Measurement(rows, nanos, allocated() - allocated, SYSTEM.getProcessCpuTime() - cpu);
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
