package io.quarkiverse.psycopg.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.psycopg.benchmarks.client.PeerMain;
import io.quarkiverse.psycopg.benchmarks.workload.Measurement;
import io.quarkiverse.psycopg.benchmarks.workload.Peer;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;

/** The other side of a peer: its process. */
final class PeerProcess implements PeerRunner {

    private static final int ROUND_SECONDS = 300;
    private static final int END_SECONDS = 20;

    private final Peer peer;
    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader answers;

    PeerProcess(Peer peer, List<String> command) throws IOException {
        this.peer = peer;
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    @Override
    public Measurement run(Workload workload, int operations, String slot) throws InterruptedException {
        commands.println(workload + " " + operations + " " + slot);
        try {
            return Measurement.parse(CompletableFuture.supplyAsync(this::answer).get(ROUND_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("the process of " + peer.label() + " gave no figures for " + workload.label(), e);
        }
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
