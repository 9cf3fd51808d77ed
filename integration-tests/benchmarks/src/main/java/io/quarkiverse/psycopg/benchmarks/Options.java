package io.quarkiverse.psycopg.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a run does. */
record Options(List<Workload> workloads, List<Peer> peers, int rounds, Workload.Size size) {

    static final String HELP = """
            run [--workloads W1,W2,W4] [--peers limit,psycopg,vertx,pgjdbc] [--rounds N] [--short] [--help]

              --workloads  W1: select by key, one at a time; W2: the same, 64 in flight, autocommit; W4: many rows, streamed
              --peers      limit: a bare blocking socket; psycopg: this driver; vertx: vertx-pg-client; pgjdbc (not in W2)
              --rounds     measured rounds per workload, 5 unless told; one more before them warms up
              --short      rounds of a tenth to a fifth: to see whether it works, not to be quoted

            Not there yet: W2 in a transaction and with one Sync for a whole flush, W3, W4 all at once, W5 to W10;
            vertx-pg-client 5, r2dbc-postgresql, the limit over Netty, peers outside Java; the server's CPU time, peak heap,
            repetition of disturbed rounds, plots.
            """;

    private static final int ROUNDS = 5;

    Options {
        workloads = List.copyOf(workloads);
        peers = List.copyOf(peers);
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1, not " + rounds);
        }
    }

    /** Reads a command line; what it does not know is an {@link IllegalArgumentException}. */
    static Options parse(String... args) {
        List<Workload> workloads = List.of(Workload.values());
        List<Peer> peers = List.of(Peer.values());
        int rounds = ROUNDS;
        Workload.Size size = Workload.Size.FULL;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--workloads" -> workloads = names(value(args, ++i)).map(Workload::valueOf).toList();
                case "--peers" -> peers = names(value(args, ++i)).map(Peer::valueOf).toList();
                case "--rounds" -> rounds = Integer.parseInt(value(args, ++i));
                case "--short" -> size = Workload.Size.SHORT;
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        return new Options(workloads, peers, rounds, size);
    }

    private static String value(String[] args, int index) {
        if (index == args.length) {
            throw new IllegalArgumentException(args[index - 1] + " needs a value");
        }
        return args[index];
    }

    private static Stream<String> names(String list) {
        return Arrays.stream(list.split(",")).map(name -> name.trim().toUpperCase(Locale.ROOT));
    }
}
