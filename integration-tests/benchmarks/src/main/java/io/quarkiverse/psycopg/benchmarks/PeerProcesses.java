package io.quarkiverse.psycopg.benchmarks;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.psycopg.benchmarks.workload.Measurement;
import io.quarkiverse.psycopg.benchmarks.workload.Peer;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;

/** What runs the rounds of each peer that takes part: a process that stays, or a program that is started for each round. */
final class PeerProcesses implements AutoCloseable {

    private final BenchmarkServer server;
    private final Map<Peer, PeerRunner> runners = new EnumMap<>(Peer.class);

    PeerProcesses(BenchmarkServer server) {
        this.server = server;
    }

    /** Makes a peer ready; false where this machine has not what the peer needs. */
    boolean start(Peer peer) throws IOException {
        Optional<PeerRunner> runner = runner(peer);
        runner.ifPresent(ready -> runners.put(peer, ready));
        return runner.isPresent();
    }

    private Optional<PeerRunner> runner(Peer peer) throws IOException {
        if (peer.isProgram()) {
            return PostgresPrograms.find(peer.program())
                    .map(program -> new ProgramPeer(peer, program, server.port(), server::endOfLog));
        }
        Optional<List<String>> command = PeerCommands.of(peer, server.port());
        return command.isPresent() ? Optional.of(new PeerProcess(peer, command.get())) : Optional.empty();
    }

    /** In place of one that has failed. */
    void restart(Peer peer) throws IOException, InterruptedException {
        runners.get(peer).close();
        start(peer);
    }

    Set<Peer> peers() {
        return runners.keySet();
    }

    Measurement run(Peer peer, Workload workload, int operations, String slot) throws InterruptedException {
        return runners.get(peer).run(workload, operations, slot);
    }

    @Override
    public void close() throws InterruptedException {
        for (PeerRunner runner : runners.values()) {
            runner.close();
        }
    }
}
