package io.quarkiverse.psycopg.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The other side of {@link PeerMain}: one peer's JVM. */
final class PeerProcess implements AutoCloseable {

    private static final int ROUND_SECONDS = 600;
    private static final int END_SECONDS = 20;

    private final Peer peer;
    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader answers;

    PeerProcess(Peer peer, int port) throws IOException {
        this.peer = peer;
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms512m", "-Xmx512m",
                "-cp", System.getProperty("java.class.path"), PeerMain.class.getName(), peer.name(), String.valueOf(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Runs one round and blocks until it has ended. */
    Measurement run(Workload workload, int operations) throws Exception {
        commands.println(workload + " " + operations);
        String line = CompletableFuture.supplyAsync(this::answer).get(ROUND_SECONDS, TimeUnit.SECONDS);
        return Measurement.parse(line);
    }

    private String answer() {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(PeerMain.ANSWER)) {
                    return line.substring(PeerMain.ANSWER.length());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the process of " + peer.label() + " ended before its round");
    }

    @Override
    public void close() throws InterruptedException {
        commands.close();
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
