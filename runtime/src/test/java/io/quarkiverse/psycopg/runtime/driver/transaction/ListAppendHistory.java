package io.quarkiverse.psycopg.runtime.driver.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What transactions have read and appended, and the proof that each ran as one serializable transaction, and all as if one
 * after the other: as Elle does for histories of list-append.
 * <p>
 * A list's final order gives the order of its writers; what was read says where each reader stood. A cycle among writers and
 * readers has no serial order.
 */
final class ListAppendHistory {

    enum Fate {
        COMMITTED,
        ROLLED_BACK,
        UNKNOWN
    }

    /** One attempt at a transaction. */
    static final class Attempt {
        private final int id;
        private final Map<Integer, Integer> appended = new LinkedHashMap<>();
        /** What a list held before this attempt has appended to it. */
        private final Map<Integer, List<Integer>> read = new LinkedHashMap<>();
        /** The server's transactions that its statements ran in. */
        private final Set<Long> transactions = new LinkedHashSet<>();
        private volatile Fate fate = Fate.ROLLED_BACK;

        private Attempt(int id) {
            this.id = id;
        }

        void appends(int list, int value) {
            appended.put(list, value);
        }

        void reads(int list, List<Integer> values) {
            if (!appended.containsKey(list)) {
                read.put(list, values);
            }
        }

        /** What the server says of one statement: its transaction, and how that is isolated. */
        void ran(long transaction, String isolation) {
            transactions.add(transaction);
            assertThat(isolation).as("isolation of %s", this).isEqualTo("serializable");
        }

        void ends(Fate how) {
            fate = how;
        }

        @Override
        public String toString() {
            return "T" + id + " " + fate + " read " + read + " appended " + appended + " in transactions " + transactions;
        }
    }

    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();

    Attempt begin(int id) {
        Attempt attempt = new Attempt(id);
        attempts.add(attempt);
        return attempt;
    }

    long count(Fate fate) {
        return attempts.stream().filter(attempt -> attempt.fate == fate).count();
    }

    /** The server's transactions that attempts ran in. */
    List<Long> transactions() {
        return attempts.stream().flatMap(attempt -> attempt.transactions.stream()).toList();
    }

    /**
     * Checks all that a driver answers for: every attempt ran in one transaction of its own, whose fate is the reported one.
     *
     * @param committed those of {@link #transactions()} that the server has committed
     * @param lists what every list holds when all is over
     * @return cycles among attempts, without a common member: none where there is a serial order
     */
    List<String> check(Set<Long> committed, Map<Integer, List<Integer>> lists) {
        Map<Integer, Attempt> writers = new HashMap<>();
        attempts.forEach(attempt -> attempt.appended.values().forEach(value -> writers.put(value, attempt)));
        lists.forEach((list, values) -> assertThat(values).as("values of list %d", list).doesNotHaveDuplicates());
        Map<Long, Attempt> owners = new HashMap<>();
        Set<Attempt> happened = new HashSet<>();
        lists.values().forEach(values -> values.forEach(value -> happened.add(writers.get(value))));
        for (Attempt attempt : attempts) {
            assertThat(attempt.transactions).as("transactions of %s", attempt).hasSizeLessThanOrEqualTo(1);
            attempt.transactions.forEach(transaction -> {
                assertThat(owners.put(transaction, attempt)).as("who else ran in the transaction of %s", attempt).isNull();
                if (committed.contains(transaction)) {
                    happened.add(attempt);
                }
                if (attempt.fate != Fate.UNKNOWN) {
                    assertThat(committed.contains(transaction)).as("the server has committed %s", attempt)
                            .isEqualTo(attempt.fate == Fate.COMMITTED);
                }
            });
            if (attempt.fate == Fate.COMMITTED) {
                assertThat(attempt.transactions).as("transaction of %s", attempt).isNotEmpty();
            }
            boolean here = happened.contains(attempt);
            attempt.appended.forEach((list, value) -> assertThat(lists.get(list).contains(value))
                    .as("%d in list %d: %s", value, list, attempt).isEqualTo(here));
            assertThat(here && attempt.fate == Fate.ROLLED_BACK).as("rolled back and there: %s", attempt).isFalse();
        }
        return cycles(order(lists, writers, happened));
    }

    private static List<String> cycles(Map<Attempt, Set<Attempt>> after) {
        List<String> cycles = new ArrayList<>();
        for (Set<Attempt> left = unordered(after); !left.isEmpty(); left = unordered(after)) {
            List<Attempt> cycle = shortestCycle(after, left);
            StringBuilder text = new StringBuilder();
            cycle.forEach(attempt -> text.append(attempt).append("\n  has to come before\n"));
            cycles.add(text.append("the first").toString());
            after.keySet().removeAll(cycle);
            after.values().forEach(next -> next.removeAll(Set.copyOf(cycle)));
        }
        return cycles;
    }

    /** The shortest cycle there is: what a person can follow. */
    private static List<Attempt> shortestCycle(Map<Attempt, Set<Attempt>> after, Set<Attempt> unordered) {
        List<Attempt> shortest = List.of();
        for (Attempt start : unordered) {
            List<Attempt> cycle = cycleThrough(start, after, unordered);
            if (!cycle.isEmpty() && (shortest.isEmpty() || cycle.size() < shortest.size())) {
                shortest = cycle;
            }
        }
        return shortest;
    }

    private static List<Attempt> cycleThrough(Attempt start, Map<Attempt, Set<Attempt>> after, Set<Attempt> unordered) {
        Map<Attempt, Attempt> reachedFrom = new HashMap<>();
        Deque<Attempt> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Attempt here = open.poll();
            for (Attempt next : after.get(here)) {
                if (next == start) {
                    Deque<Attempt> way = new ArrayDeque<>();
                    for (Attempt step = here; step != null; step = reachedFrom.get(step)) {
                        way.addFirst(step);
                    }
                    return List.copyOf(way);
                }
                if (unordered.contains(next) && reachedFrom.putIfAbsent(next, here) == null) {
                    open.add(next);
                }
            }
        }
        return List.of();
    }

    /** For each transaction those that must come after it. */
    private static Map<Attempt, Set<Attempt>> order(Map<Integer, List<Integer>> lists, Map<Integer, Attempt> writers,
            Set<Attempt> happened) {
        Map<Attempt, Set<Attempt>> after = new HashMap<>();
        happened.forEach(attempt -> after.put(attempt, new HashSet<>()));
        lists.values().forEach(values -> {
            for (int i = 1; i < values.size(); i++) {
                follows(after, writers.get(values.get(i - 1)), writers.get(values.get(i)));
            }
        });
        for (Attempt reader : happened) {
            reader.read.forEach((list, seen) -> {
                List<Integer> values = lists.get(list);
                assertThat(values.subList(0, Math.min(seen.size(), values.size())))
                        .as("what %s has read of list %d", reader, list)
                        .isEqualTo(seen);
                if (!seen.isEmpty()) {
                    follows(after, writers.get(seen.get(seen.size() - 1)), reader);
                }
                if (seen.size() < values.size()) {
                    follows(after, reader, writers.get(values.get(seen.size())));
                }
            });
        }
        return after;
    }

    private static void follows(Map<Attempt, Set<Attempt>> after, Attempt first, Attempt second) {
        if (first != second) {
            after.get(first).add(second);
        }
    }

    /** What is left when those are taken out, again and again, that nothing has to precede: cycles, and what hangs on them. */
    static <N> Set<N> unordered(Map<N, Set<N>> after) {
        Map<N, Integer> predecessors = new HashMap<>();
        after.keySet().forEach(node -> predecessors.put(node, 0));
        after.values().forEach(next -> next.forEach(node -> predecessors.merge(node, 1, Integer::sum)));
        Deque<N> free = new ArrayDeque<>();
        predecessors.forEach((node, count) -> {
            if (count == 0) {
                free.add(node);
            }
        });
        List<N> ordered = new ArrayList<>();
        while (!free.isEmpty()) {
            N node = free.poll();
            ordered.add(node);
            after.get(node).forEach(next -> {
                if (predecessors.merge(next, -1, Integer::sum) == 0) {
                    free.add(next);
                }
            });
        }
        Set<N> left = new HashSet<>(after.keySet());
        ordered.forEach(left::remove);
        return left;
    }
}
