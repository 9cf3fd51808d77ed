package io.quarkiverse.psycopg.showcase;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response.Status;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PoolStatistics;
import io.quarkiverse.psycopg.RetryPolicy;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.types.Range;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** All that happens at the desk, as statements. */
@ApplicationScoped
public class OrderDesk {

    /** Says in the same transaction who is at work, for the audit. */
    private static final String TELL = "SELECT pg_logical_emit_message(true, '" + AuditTrail.WHO + "', 'cashier')";

    private static final String PLACE = "INSERT INTO orders (customer, product, quantity, total, delivery, place) "
            + "SELECT %(customer)s, name, %(quantity)s, ROW(price * %(quantity)s, 'EUR')::money_amount, %(delivery)s, %(place)s "
            + "FROM products, pg_logical_emit_message(true, '" + AuditTrail.WHO + "', 'customer') "
            + "WHERE name = %(product)s RETURNING " + Order.COLUMNS;

    private static final String PAY = "UPDATE orders SET status = 'PAID', paid_at = now(), "
            + "revision = nextval('order_revision') WHERE id = %s AND status = 'NEW' RETURNING " + Order.COLUMNS;

    private static final String TOTALS = "SELECT count(*) AS orders, count(*) FILTER (WHERE status = 'NEW') AS open, "
            + "coalesce(sum((total).amount) FILTER (WHERE status = 'PAID'), 0) AS revenue, "
            + "count(*) FILTER (WHERE placed_at > now() - interval '1 minute') AS last_minute, "
            + "coalesce(max(revision), 0) AS revision FROM orders";

    private static final int RUSH_AT_A_TIME = 64;
    private static final int TOWN_KILOMETRES = 8;
    private static final int DAY_HOURS = 9;
    private static final List<String> CUSTOMERS = List.of("Ada Lovelace", "Alan Turing", "Barbara Liskov", "Donald Knuth",
            "Edsger Dijkstra", "Frances Allen", "Grace Hopper", "Jim Gray", "Katherine Johnson", "Margaret Hamilton",
            "Michael Stonebraker", "Radia Perlman", "Tony Hoare", "Edgar Codd");

    @Inject
    PgPool pool;

    /** The newest orders of those that are asked for, newest first, as the caller takes them. */
    public Multi<Order> latest(OrderFilter filter, int limit) {
        return pool.stream(Order.class, "SELECT " + Order.COLUMNS + " FROM orders WHERE " + OrderFilter.CONDITION
                + " ORDER BY id DESC LIMIT %(limit)s", filter.args(limit));
    }

    /** What was placed or paid after a revision, oldest change first. */
    public Multi<Order> changes(long since) {
        return pool.stream(Order.class, "SELECT " + Order.COLUMNS + " FROM orders WHERE revision > %s ORDER BY revision",
                Args.of(since));
    }

    public Uni<List<Product>> products() {
        return pool.fetchAll(Product::of, "SELECT name, price FROM products ORDER BY name", Args.none());
    }

    /** Places an order; the database computes its total. A product that there is not is refused. */
    public Uni<Order> place(NewOrder order) {
        Instant from = Instant.now().plus(Duration.ofHours(order.inHours() == null ? anyHours() : order.inHours()))
                .truncatedTo(ChronoUnit.MINUTES);
        Args args = Args.named(Map.of("customer", order.customer(), "product", order.product(), "quantity", order.quantity(),
                "delivery", Range.of(from, from.plus(Duration.ofHours(2))),
                "place", order.place() == null ? anyPlace() : order.place()));
        return pool.fetchOne(Order.class, PLACE, args).onItem().ifNull()
                .failWith(() -> new Rejected(Status.BAD_REQUEST, "There is no product of that name."));
    }

    /** Marks an order as paid and books the payment: both or none. */
    public Uni<Order> pay(long id) {
        return pay(id, false).map(Payment::order);
    }

    /**
     * Pays an order in a serializable transaction, which is run again where another got in its way.
     *
     * @param contended whether somebody else shall change the order while the first attempt is under way
     */
    public Uni<Payment> pay(long id, boolean contended) {
        return Uni.createFrom().deferred(() -> {
            AtomicInteger attempts = new AtomicInteger();
            return pool
                    .retrying(RetryPolicy.defaults()).inTransaction(TransactionOptions.serializable(), connection -> connection
                            .fetchOne("SELECT status FROM orders WHERE id = %s", id)
                            .call(() -> attempts.incrementAndGet() == 1 && contended ? changeElsewhere(id)
                                    : Uni.createFrom().voidItem())
                            .call(() -> connection.execute(TELL))
                            .chain(() -> connection.fetchOne(Order.class, PAY, id))
                            .onItem().ifNull()
                            .failWith(() -> new Rejected(Status.CONFLICT, "No open order has the number " + id + "."))
                            .call(order -> connection.execute("INSERT INTO payments (order_id, amount) VALUES (%s, %s)",
                                    order.id(), order.total().amount())))
                    .map(order -> new Payment(order, attempts.get()));
        });
    }

    /** On a connection of its own, and committed at once: a transaction that has seen the order before cannot change it. */
    private Uni<Void> changeElsewhere(long id) {
        return pool.execute("UPDATE orders SET revision = nextval('order_revision') WHERE id = %s", id).replaceWithVoid();
    }

    /** Somebody orders something. */
    public Uni<Order> placeAny() {
        return pool.fetchOne(Product::of, "SELECT name, price FROM products ORDER BY random() LIMIT 1", Args.none())
                .chain(product -> place(new NewOrder(anyCustomer(), product.name(),
                        ThreadLocalRandom.current().nextInt(1, 6))));
    }

    /** The oldest open order gets paid, where there is one. */
    public Uni<Order> payOldest() {
        return pool.fetchOne("SELECT id FROM orders WHERE status = 'NEW' ORDER BY id LIMIT 1")
                .onItem().ifNotNull().transformToUni(row -> pay(row.getLong("id")));
    }

    /** Keeps the newest orders only, so that a showcase left alone does not fill a disk. */
    public Uni<Void> forgetAllBut(int count) {
        return pool.execute("DELETE FROM orders WHERE id <= (SELECT max(id) FROM orders) - %s", (long) count).replaceWithVoid();
    }

    /** Many orders at once, more than there are connections: the pool's figures show them queue. */
    public Uni<Rush> rush(int orders) {
        return Uni.createFrom().deferred(() -> {
            long start = System.nanoTime();
            return Multi.createFrom().range(0, orders).onItem().transformToUni(i -> placeAny()).merge(RUSH_AT_A_TIME)
                    .collect().asList()
                    .map(placed -> new Rush(placed.size(), (System.nanoTime() - start) / 1_000_000));
        });
    }

    public Uni<Totals> totals() {
        return pool.fetchOne(Totals::of, TOTALS, Args.none());
    }

    public PoolStatistics statistics() {
        return pool.statistics();
    }

    private static Place anyPlace() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new Place(random.nextInt(-TOWN_KILOMETRES, TOWN_KILOMETRES + 1), random.nextInt(-TOWN_KILOMETRES,
                TOWN_KILOMETRES + 1));
    }

    private static int anyHours() {
        return ThreadLocalRandom.current().nextInt(1, DAY_HOURS);
    }

    private static String anyCustomer() {
        return CUSTOMERS.get(ThreadLocalRandom.current().nextInt(CUSTOMERS.size()));
    }
}
