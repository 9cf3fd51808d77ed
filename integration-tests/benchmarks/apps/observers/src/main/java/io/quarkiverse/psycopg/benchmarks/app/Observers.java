package io.quarkiverse.psycopg.benchmarks.app;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

import jakarta.inject.Inject;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * A peer's process as the other peers are: each line {@code <workload> <operations> <slot>} on standard input is a round, and
 * is answered by {@code measured <rows> <nanos> <allocated bytes> <CPU nanos> <peak heap>}.
 */
@QuarkusMain
public class Observers implements QuarkusApplication {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final List<MemoryPoolMXBean> HEAP = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP).toList();

    @Inject
    Channel channel;

    @Override
    public int run(String... args) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] command = line.split(" ");
            System.out.println("measured " + measure(command[0].equals("W6"), Integer.parseInt(command[1])));
        }
        return 0;
    }

    private String measure(boolean atOnce, int notifications) throws Exception {
        HEAP.forEach(MemoryPoolMXBean::resetPeakUsage);
        long cpu = SYSTEM.getProcessCpuTime();
        long allocated = allocated();
        long start = System.nanoTime();
        long received = channel.receive(notifications, atOnce ? notifications : 1);
        long nanos = System.nanoTime() - start;
        return received + " " + nanos + " " + (allocated() - allocated) + " " + (SYSTEM.getProcessCpuTime() - cpu) + " "
                + HEAP.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    private static long allocated() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
