package io.quarkiverse.psycopg.showcase;

import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/** Life at the desk: customers who order and, now and then, pay. */
@Singleton
class Customers {

    private static final int ORDERS_TO_KEEP = 20_000;

    @Inject
    OrderDesk desk;

    @Scheduled(every = "${showcase.customers.every}", concurrentExecution = ConcurrentExecution.SKIP, skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> come() {
        boolean pays = ThreadLocalRandom.current().nextInt(3) > 0;
        return desk.placeAny().chain(order -> pays ? desk.payOldest() : Uni.createFrom().nullItem())
                .onFailure(OperationalException.class).invoke(e -> Log.warnf("no order this time: %s", e.getMessage()))
                .onFailure(OperationalException.class).recoverWithNull().replaceWithVoid();
    }

    @Scheduled(every = "10m", delayed = "10m")
    Uni<Void> leave() {
        return desk.forgetAllBut(ORDERS_TO_KEEP);
    }
}
