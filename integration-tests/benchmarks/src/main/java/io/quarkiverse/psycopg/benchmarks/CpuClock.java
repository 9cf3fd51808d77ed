package io.quarkiverse.psycopg.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * CPU time of other processes and of the whole machine, from Linux's {@code /proc}; elsewhere nothing is told. Source: the
 * manual page proc(5).
 */
final class CpuClock {

    /** Nanoseconds of a tick of {@code /proc}, 1/100 s. */
    private static final long TICK = 10_000_000;
    private static final int IDLE = 3;
    private static final int IOWAIT = 4;
    /** The fields of {@code /proc/stat} up to {@code steal}; guests are counted in {@code user} already. */
    private static final int FIELDS = 8;

    private CpuClock() {
    }

    /** The time of a process and of its children, ended ones too. Of living children it is exact, else by ticks. */
    static OptionalLong ofTree(long pid) {
        try {
            String[] own = stat(pid);
            long nanos = exact(pid) + (Long.parseLong(own[13]) + Long.parseLong(own[14])) * TICK;
            for (String child : Files.readString(Path.of("/proc/" + pid + "/task/" + pid + "/children")).split(" ")) {
                if (!child.isBlank()) {
                    nanos += exact(Long.parseLong(child.trim()));
                }
            }
            return OptionalLong.of(nanos);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** What a process and its threads have used. */
    static OptionalLong ofProcess(long pid) {
        try {
            String[] fields = stat(pid);
            return OptionalLong.of((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** What those children of a process have used that have ended. */
    static OptionalLong ofEndedChildren(long pid) {
        try {
            String[] fields = stat(pid);
            return OptionalLong.of((Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * TICK);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** The fields behind the command's name, from the state on. */
    private static String[] stat(long pid) throws IOException {
        String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return line.substring(line.lastIndexOf(')') + 2).split(" ");
    }

    /** A single thread's time in nanoseconds; nothing where the process has just ended. */
    private static long exact(long pid) {
        try {
            return Long.parseLong(Files.readString(Path.of("/proc/" + pid + "/schedstat")).split(" ")[0]);
        } catch (IOException e) {
            return 0;
        }
    }

    /** What all processors have been busy for, by whomever. */
    static OptionalLong ofMachine() {
        try {
            String[] fields = Files.readString(Path.of("/proc/stat")).lines().findFirst().orElse("").trim().split("\\s+");
            long ticks = 0;
            for (int i = 0; i < FIELDS; i++) {
                ticks += i == IDLE || i == IOWAIT ? 0 : Long.parseLong(fields[i + 1]);
            }
            return OptionalLong.of(ticks * TICK);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
