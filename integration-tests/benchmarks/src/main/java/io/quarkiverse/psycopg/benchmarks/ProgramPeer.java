package io.quarkiverse.psycopg.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.psycopg.benchmarks.workload.Measurement;
import io.quarkiverse.psycopg.benchmarks.workload.Peer;
import io.quarkiverse.psycopg.benchmarks.workload.Tables;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;

/**
 * One of PostgreSQL's own programs, started anew for each round. pgbench tells its rate itself, without the time in which it
 * connects; of the others the whole process counts.
 */
final class ProgramPeer implements PeerRunner {

    private static final int ROUND_SECONDS = 300;
    private static final Pattern RATE = Pattern.compile("^tps = ([0-9.]+)", Pattern.MULTILINE);

    private final Peer peer;
    private final Path program;
    private final int port;
    private final Supplier<String> end;

    /** @param end position in the write-ahead log at which decoding is to end */
    ProgramPeer(Peer peer, Path program, int port, Supplier<String> end) {
        this.peer = peer;
        this.program = program;
        this.port = port;
        this.end = end;
    }

    @Override
    public Measurement run(Workload workload, int operations, String slot) throws InterruptedException {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("benchmark");
            Path script = folder.resolve("script.sql");
            Files.writeString(script, script(workload, operations));
            List<String> command = new ArrayList<>(List.of(program.toString(), "-h", "127.0.0.1", "-p", String.valueOf(port),
                    "-U", workload == Workload.W8 ? Tables.SCRAM_USER : Tables.USER));
            command.addAll(arguments(workload, operations, slot, script));
            return measure(command, folder.resolve("output"), operations, perTransaction(workload));
        } catch (IOException e) {
            throw new IllegalStateException(peer.label() + ": " + e.getMessage(), e);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        if (folder != null) {
            for (String name : List.of("script.sql", "output", "")) {
                try {
                    Files.deleteIfExists(folder.resolve(name));
                } catch (IOException left) {
                    folder.toFile().deleteOnExit();
                }
            }
        }
    }

    private Measurement measure(List<String> command, Path output, int operations, int perTransaction)
            throws IOException, InterruptedException {
        long self = ProcessHandle.current().pid();
        long cpu = CpuClock.ofEndedChildren(self).orElse(-1);
        long start = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("PGPASSWORD", Tables.SCRAM_PASSWORD);
        builder.environment().put("PGSSLMODE", "disable");
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(ROUND_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(peer.label() + " did not end within " + ROUND_SECONDS + " s");
        }
        long nanos = System.nanoTime() - start;
        long used = cpu < 0 ? 0 : CpuClock.ofEndedChildren(self).orElse(cpu) - cpu;
        String text = Files.readString(output, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new IllegalStateException(peer.label() + " ended with " + process.exitValue() + ": " + text.strip());
        }
        if (peer == Peer.PGBENCH) {
            Matcher rate = RATE.matcher(text);
            if (!rate.find()) {
                throw new IllegalStateException("pgbench told no rate: " + text.strip());
            }
            nanos = (long) (operations / perTransaction / Double.parseDouble(rate.group(1)) * 1e9);
        }
        return new Measurement(operations, nanos, -1, used, -1);
    }

    private List<String> arguments(Workload workload, int operations, String slot, Path script) {
        return switch (peer) {
            case PGBENCH -> pgbench(workload, operations, script);
            case PG_RECVLOGICAL -> List.of("-d", Tables.DATABASE, "--slot", slot, "--start", "--no-loop", "--endpos", end.get(),
                    "-o", "proto_version=1", "-o", "publication_names=" + Tables.PUBLICATION, "-f", "/dev/null");
            case PSQL ->
                List.of("-d", Tables.DATABASE, "-X", "-q", "-A", "-t", "-o", "/dev/null", "-v", "ON_ERROR_STOP=1", "-f",
                        script.toString());
            default -> throw new IllegalArgumentException(peer + " is no program of PostgreSQL");
        };
    }

    private static List<String> pgbench(Workload workload, int operations, Path script) {
        int clients = workload == Workload.W3 ? workload.connections() : 1;
        List<String> arguments = new ArrayList<>(List.of("-n", "-M", "prepared", "-c", String.valueOf(clients), "-t",
                String.valueOf(Math.max(1, operations / clients / perTransaction(workload))), "-f", script.toString()));
        if (workload == Workload.W8) {
            arguments.add("-C");
        }
        arguments.add(Tables.DATABASE);
        return arguments;
    }

    private static int perTransaction(Workload workload) {
        return workload == Workload.W2_PIPELINE ? Workload.IN_FLIGHT : 1;
    }

    private static String script(Workload workload, int operations) {
        String select = Tables.SELECT_BY_KEY + ":key;\n";
        String key = "\\set key random(0, " + (Tables.KEYS - 1) + ")\n";
        return switch (workload) {
            case W1, W3 -> key + select;
            case W2_PIPELINE -> "\\startpipeline\n" + (key + select).repeat(Workload.IN_FLIGHT) + "\\endpipeline\n";
            case W4 -> "\\set FETCH_COUNT 1000\n" + Tables.SELECT_ROWS + operations + ";\n";
            case W4_AT_ONCE -> Tables.SELECT_ROWS + operations + ";\n";
            case W8 -> "\\set key 1\n";
            default -> "";
        };
    }

    @Override
    public void close() {
        // Each round has ended its process.
    }
}
