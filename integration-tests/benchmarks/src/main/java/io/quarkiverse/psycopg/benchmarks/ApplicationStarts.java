package io.quarkiverse.psycopg.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.psycopg.benchmarks.report.ApplicationStart;
import io.quarkiverse.psycopg.benchmarks.report.Report;

/** Starts two applications in turn, which differ in their driver only, and looks at each from outside. */
final class ApplicationStarts {

    private static final int END_SECONDS = 20;

    private final BenchmarkServer server;
    private final Report report;

    ApplicationStarts(BenchmarkServer server, Report report) {
        this.server = server;
        this.report = report;
    }

    /**
     * @param rounds how many starts of each are measured
     * @param warmUps others before them, which fill the system's caches
     */
    void run(int rounds, int warmUps) throws Exception {
        Map<Applications, List<String>> commands = new LinkedHashMap<>();
        for (Applications application : List.of(Applications.PSYCOPG, Applications.REACTIVE_PG_CLIENT)) {
            Optional<List<String>> command = application.command(server.port());
            command.ifPresentOrElse(found -> commands.put(application, found),
                    () -> report.missing("application " + application.label()));
        }
        for (int round = -warmUps; round < rounds; round++) {
            for (Map.Entry<Applications, List<String>> application : commands.entrySet()) {
                ApplicationStart start = start(application.getValue());
                if (round >= 0) {
                    report.add(application.getKey().label(), start);
                }
            }
        }
    }

    private ApplicationStart start(List<String> command) throws IOException, InterruptedException {
        int before = server.connections();
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true)) {
            await(answers, "started");
            double millis = (System.nanoTime() - begin) / 1e6;
            double cpu = CpuClock.ofProcess(process.pid()).orElse(0) / 1e6;
            Path status = Path.of("/proc/" + process.pid() + "/status");
            double resident = field(status, "VmRSS:") / 1e3;
            int threads = (int) field(status, "Threads:");
            int connections = server.connections() - before;
            int classes = classes(process.pid());
            long asked = System.nanoTime();
            commands.println();
            await(answers, "answered");
            return new ApplicationStart(millis, cpu, resident, classes, threads, connections,
                    (System.nanoTime() - asked) / 1e6);
        } finally {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static void await(BufferedReader answers, String expected) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.equals(expected)) {
                return;
            }
        }
        throw new IOException("the application ended before it had " + expected);
    }

    /** A figure of Linux's {@code /proc}; 0 elsewhere. */
    private static double field(Path status, String name) throws IOException {
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream().filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", ""))).findFirst().orElse(0);
    }

    /** As the JVM's own counters tell, from outside. */
    private static int classes(long pid) throws IOException, InterruptedException {
        Process jstat = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jstat").toString(), "-class",
                String.valueOf(pid)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String[] lines = new String(jstat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip().split("\n");
        jstat.waitFor();
        return lines.length < 2 ? 0 : Integer.parseInt(lines[1].strip().split("\\s+")[0]);
    }
}
