package io.quarkiverse.psycopg.showcase;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkiverse.psycopg.notification.NotificationGap;
import io.quarkiverse.psycopg.notification.PgChannel;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;

/** Hears of each order from the database, whoever changed it, and tells all pages that are open. */
@ApplicationScoped
public class OrderNewsDesk {

    /** A page that is further behind is cut off; it comes back and catches up. */
    private static final int MOST_UNREAD = 2_000;

    private final BroadcastProcessor<OrderNews> news = BroadcastProcessor.create();

    void onOrder(@Observes @PgChannel("orders") Order order) {
        news.onNext(OrderNews.of(order));
    }

    void onGap(@Observes @PgChannel("orders") NotificationGap gap) {
        news.onNext(OrderNews.missed(gap.from(), gap.until()));
    }

    /** News from now on. */
    public Multi<OrderNews> news() {
        return news.onOverflow().buffer(MOST_UNREAD);
    }
}
