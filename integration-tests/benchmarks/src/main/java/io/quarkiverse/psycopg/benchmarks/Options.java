package io.quarkiverse.psycopg.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.psycopg.benchmarks.workload.Peer;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;

/** What a run does. */
record Options(List<Workload> workloads, List<Peer> peers, int rounds, Workload.Size size, boolean publish) {

    static final String HELP = help();

    private static final int ROUNDS = 5;

    Options {
        workloads = List.copyOf(workloads);
        peers = List.copyOf(peers);
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1, not " + rounds);
        }
    }

    private static String help() {
        StringBuilder text = new StringBuilder("""
                run [--workloads W1,W4,…] [--peers limit,psycopg,…] [--rounds N] [--short] [--publish] [--help]

                  --workloads  by label, or W10 for all that begin so; all but the longest unless told
                  --peers      by label; all that can run here unless told. limit-… are bare sockets, …-default a client as it
                               comes. vertx5 needs the repository of artifacts; asyncpg, psycopg2 and psycopg3 a Python that has
                               them: python3, or what the variable PYTHON names; pgbench, psql and pg_recvlogical are looked
                               for where Debian's packages put them, and in the path
                  --rounds     measured rounds per workload, 5 unless told; others before them warm up
                  --short      short rounds: to see whether it works, not to be quoted
                  --publish    also writes the results into the documentation: the page on performance shows them

                The table goes to standard output, all figures to target/benchmarks/results.json, plots beside it.

                """);
        for (Workload workload : Workload.values()) {
            text.append(String.format("  %-10s %s%s%n", workload.label(), workload.title(),
                    workload.isOnlyOnRequest() ? " (only when named: 3 rounds, some 45 s for each client)" : ""));
        }
        text.append("\n  ").append(String.join(" ", Arrays.stream(Peer.values()).map(Peer::label).toList())).append('\n');
        return text.toString();
    }

    /** Reads a command line; what it does not know is an {@link IllegalArgumentException}. */
    static Options parse(String... args) {
        List<Workload> workloads = Arrays.stream(Workload.values()).filter(workload -> !workload.isOnlyOnRequest()).toList();
        List<Peer> peers = List.of(Peer.values());
        int rounds = ROUNDS;
        Workload.Size size = Workload.Size.FULL;
        boolean publish = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--workloads" ->
                    workloads = words(value(args, ++i)).flatMap(word -> Workload.named(word).stream()).toList();
                case "--peers" -> peers = words(value(args, ++i)).map(Peer::labelled).toList();
                case "--rounds" -> rounds = Integer.parseInt(value(args, ++i));
                case "--short" -> size = Workload.Size.SHORT;
                case "--publish" -> publish = true;
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        return new Options(workloads, peers, rounds, size, publish);
    }

    private static String value(String[] args, int index) {
        if (index == args.length) {
            throw new IllegalArgumentException(args[index - 1] + " needs a value");
        }
        return args[index];
    }

    private static Stream<String> words(String list) {
        return Arrays.stream(list.split(",")).map(String::trim);
    }
}
