package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.runtime.driver.connection.net.Loop;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;

/**
 * Watches the deadlines of a session's exchanges with at most one timer. Operations usually end long before their deadline, so
 * the timer is not touched when they do: it fires at the earliest deadline that it was set for and looks at what is there.
 */
final class Deadlines {

    private final Loop loop;
    private final ExchangeQueue queue;
    private final Consumer<Exchange> expired;

    private Loop.Timer timer;
    private long timerAt;

    Deadlines(Loop loop, ExchangeQueue queue, Consumer<Exchange> expired) {
        this.loop = loop;
        this.queue = queue;
        this.expired = expired;
    }

    void watch(Exchange exchange) {
        long deadline = exchange.deadline();
        if (deadline != 0 && (timer == null || deadline - timerAt < 0)) {
            arm(deadline);
        }
    }

    private void arm(long deadline) {
        stop();
        timerAt = deadline;
        timer = loop.schedule(this::fire, deadline - System.nanoTime());
    }

    private void fire() {
        timer = null;
        List<Exchange> late = new ArrayList<>();
        List<Exchange> left = new ArrayList<>();
        long now = System.nanoTime();
        Consumer<Exchange> sort = exchange -> {
            if (exchange.deadline() != 0 && !exchange.isExpired()) {
                (exchange.deadline() - now <= 0 ? late : left).add(exchange);
            }
        };
        queue.forEach(sort, sort);
        late.forEach(expired);
        left.forEach(this::watch);
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
