package io.quarkiverse.psycopg.showcase;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.types.Range;

/**
 * Which orders are asked for; what is absent does not matter.
 *
 * @param near kilometres from the shop
 * @param soon hours from now in which the delivery falls
 */
public record OrderFilter(Optional<Order.Status> status, Optional<Double> near, Optional<Integer> soon) {

    static final OrderFilter ALL = new OrderFilter(Optional.empty(), Optional.empty(), Optional.empty());

    /** The condition, with the arguments of {@link #args}. */
    static final String CONDITION = "(%(status)s::order_status IS NULL OR status = %(status)s::order_status)"
            + " AND (%(near)s::float8 IS NULL OR place <-> %(shop)s <= %(near)s::float8)"
            + " AND (%(window)s::tstzrange IS NULL OR delivery && %(window)s::tstzrange)";

    Args args(int limit) {
        Instant now = Instant.now();
        Map<String, Object> args = new HashMap<>();
        args.put("status", status.orElse(null));
        args.put("near", near.orElse(null));
        args.put("shop", Place.SHOP);
        args.put("window", soon.map(hours -> Range.of(now, now.plus(Duration.ofHours(hours)))).orElse(null));
        args.put("limit", limit);
        return Args.named(args);
    }
}
