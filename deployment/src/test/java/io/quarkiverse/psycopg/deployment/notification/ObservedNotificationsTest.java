package io.quarkiverse.psycopg.deployment.notification;

import static io.quarkiverse.psycopg.deployment.Waiting.PATIENCE;
import static io.quarkiverse.psycopg.deployment.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.deployment.Waiting;
import io.quarkiverse.psycopg.notification.ChannelEvent;
import io.quarkiverse.psycopg.notification.Listening;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.NotificationGap;
import io.quarkiverse.psycopg.notification.PgChannel;
import io.quarkiverse.psycopg.notification.UndecodableNotification;
import io.quarkiverse.psycopg.types.Json;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

class ObservedNotificationsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Waiting.class, Paid.class, Seen.class, Desk.class, Streams.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-jackson-deployment", Version.getVersion())))
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.\"audit\".devservices.provider", "embedded")
            .overrideConfigKey("shop.channel", "configured_name");

    @Inject
    PgPool pool;

    @Inject
    @PgDatabase("audit")
    PgPool audit;

    @Inject
    Seen seen;

    @Inject
    Streams streams;

    @Inject
    @PgChannel("paid")
    Event<Paid> paid;

    @Inject
    @PgChannel("paid")
    Event<Notification> notifications;

    @Inject
    @PgChannel("paid")
    Event<NotificationGap> gaps;

    @Test
    void payloadComesAsWhatIsObserved() {
        listening();
        send("paid", "{\"id\": 7, \"customer\": \"Ada\"}");
        send("bytes", Base64.getEncoder().encodeToString(new byte[] { 1, 2, 3 }));
        send("text", "plain \"text\"");
        until("all of them", () -> seen.has("bytes 3") && seen.has("text plain \"text\"") && seen.has("paid 7 Ada"));
        until("the json", () -> seen.has("json {\"id\": 7, \"customer\": \"Ada\"}"));
        assertThat(seen.has("notification paid")).isTrue();
    }

    @Test
    void observersAreCalledInTheOrderOfTheirPrioritiesEachEventAfterTheOther() {
        listening();
        pool.execute("SELECT pg_notify('ordered', g::text) FROM generate_series(1, 50) g").await().atMost(PATIENCE);
        until("all", () -> seen.count("second ") == 50);
        assertThat(seen.loops).as("behind an observer that ended elsewhere").allMatch(name -> name.contains("eventloop"));
        List<String> calls = seen.with("first ", "second ");
        for (int i = 0; i < 50; i++) {
            assertThat(calls.get(2 * i)).isEqualTo("first " + (i + 1));
            assertThat(calls.get(2 * i + 1)).isEqualTo("second " + (i + 1));
        }
    }

    @Test
    void observersRunWhereTheyAskTo() {
        listening();
        send("threads", "x");
        until("all three", () -> seen.count("on ") == 3);
        assertThat(seen.with("on blocking ")).allMatch(s -> s.contains("executor-thread"));
        assertThat(seen.with("on async ")).allMatch(s -> s.contains("executor-thread"));
        assertThat(seen.with("on loop ")).allMatch(s -> s.contains("eventloop"));
    }

    @Test
    void oneThatFailsStopsNeitherTheOthersNorWhatFollows() {
        listening();
        send("failing", "1");
        send("failing", "2");
        until("both", () -> seen.has("behind the failure 2"));
        assertThat(seen.with("behind the failure ")).containsExactly("behind the failure 1", "behind the failure 2");
        assertThat(seen.failures.get()).isEqualTo(4);
    }

    @Test
    void payloadThatCannotBeDecodedIsAnEventOfItsOwn() {
        listening();
        send("paid", "no json");
        send("paid", "null");
        until("both are told", () -> seen.count("undecodable " + Paid.class.getName()) == 2);
        assertThat(seen.count("json no json")).as("others are called").isEqualTo(1);
        send("bytes", "=not base64=");
        send("bytes", Base64.getEncoder().encodeToString(new byte[9]));
        until("the next one", () -> seen.has("bytes 9"));
    }

    @Test
    void nameMayBeAConfigurationKeyAndDatabaseAMember() {
        listening();
        send("configured_name", "k");
        send("given_default", "d");
        audit.notify("audited", "a").await().atMost(PATIENCE);
        until("all three", () -> seen.has("key k") && seen.has("default d") && seen.has("audited a"));
        pool.notify("audited", "elsewhere").await().atMost(PATIENCE);
        audit.notify("audited", "last").await().atMost(PATIENCE);
        until("the last", () -> seen.has("audited last"));
        assertThat(seen.has("audited elsewhere")).isFalse();
    }

    @Test
    void lossIsAGapForEachChannel() {
        listening();
        assertThat(pool.fetchOne("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
                + " AND datname = current_database()").await().atMost(PATIENCE).getLong(0)).isPositive();
        until("the gap is told", () -> seen.has("gap CONNECTION_LOST"));
        send("paid", "{\"id\": 8, \"customer\": \"after\"}");
        until("it goes on", () -> seen.has("paid 8 after"));
    }

    @Test
    void streamsCanBeInjected() {
        List<Notification> plain = new CopyOnWriteArrayList<>();
        List<ChannelEvent> events = new CopyOnWriteArrayList<>();
        streams.plain.subscribe().with(plain::add);
        streams.events.subscribe().with(events::add);
        until("it is in effect", () -> events.size() == 1);
        send("streamed", "s");
        until("both have it", () -> plain.size() == 1 && events.size() == 2);
        assertThat(events.get(0)).isInstanceOf(Listening.class);
    }

    @Test
    void aTestFiresWithoutADatabase() {
        paid.fire(new Paid(99, "fired"));
        assertThat(seen.has("paid 99 fired")).isTrue();
        notifications.fire(new Notification(1, "paid", "fired"));
        assertThat(seen.has("notification fired by hand")).isTrue();
        gaps.fire(new NotificationGap("paid", NotificationGap.Reason.OVERFLOW, Instant.EPOCH, Instant.EPOCH));
        assertThat(seen.has("gap OVERFLOW")).isTrue();
    }

    private void listening() {
        until("the channels are in effect", () -> seen.has("listening paid") && seen.has("listening audited"));
    }

    private void send(String channel, String payload) {
        pool.notify(channel, payload).await().atMost(PATIENCE);
    }

    public record Paid(long id, String customer) {
    }

    @Singleton
    static class Seen {

        final List<String> all = new CopyOnWriteArrayList<>();
        final List<String> loops = new CopyOnWriteArrayList<>();
        final AtomicInteger failures = new AtomicInteger();

        void add(String what) {
            all.add(what);
        }

        boolean has(String what) {
            return all.contains(what);
        }

        long count(String beginning) {
            return with(beginning).size();
        }

        List<String> with(String... beginnings) {
            return all.stream().filter(s -> List.of(beginnings).stream().anyMatch(s::startsWith)).toList();
        }
    }

    @Singleton
    static class Streams {

        @Inject
        @PgChannel("streamed")
        Multi<Notification> plain;

        @Inject
        @PgChannel("streamed")
        Multi<ChannelEvent> events;
    }

    @ApplicationScoped
    static class Desk {

        @Inject
        Seen seen;

        void object(@Observes @PgChannel("paid") Paid paid) {
            seen.add("paid " + paid.id() + " " + paid.customer());
        }

        void json(@Observes @PgChannel("paid") Json json) {
            seen.add("json " + json.text());
        }

        void notification(@Observes @PgChannel("paid") Notification notification, Seen where) {
            where.add("notification " + (notification.payload().equals("fired") ? "fired by hand" : notification.channel()));
        }

        void undecodable(@Observes @PgChannel("paid") UndecodableNotification event) {
            seen.add("undecodable " + event.type().getName());
        }

        void gap(@Observes @PgChannel("paid") NotificationGap gap) {
            seen.add("gap " + gap.reason());
        }

        void listening(@Observes @PgChannel("paid") Listening listening) {
            seen.add("listening " + listening.channel());
        }

        void bytes(@Observes @PgChannel("bytes") byte[] bytes) {
            seen.add("bytes " + bytes.length);
        }

        void text(@Observes @PgChannel("text") String text) {
            seen.add("text " + text);
        }

        Uni<Void> first(@Observes @Priority(1) @PgChannel("ordered") String text) {
            return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(2))
                    .invoke(() -> seen.add("first " + text));
        }

        CompletionStage<Void> second(@Observes @Priority(2) @PgChannel("ordered") Notification notification) {
            seen.loops.add(Thread.currentThread().getName());
            return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(1))
                    .invoke(() -> seen.add("second " + notification.payload())).subscribeAsCompletionStage();
        }

        @Blocking
        void blocking(@Observes @PgChannel("threads") String text) {
            seen.add("on blocking " + Thread.currentThread().getName());
        }

        void async(@ObservesAsync @PgChannel("threads") String text) {
            seen.add("on async " + Thread.currentThread().getName());
        }

        void loop(@Observes @PgChannel("threads") String text) {
            seen.add("on loop " + Thread.currentThread().getName());
        }

        void fails(@Observes @Priority(1) @PgChannel("failing") String text) {
            seen.failures.incrementAndGet();
            throw new IllegalStateException("on purpose");
        }

        Uni<Void> failsLater(@Observes @Priority(2) @PgChannel("failing") String text) {
            seen.failures.incrementAndGet();
            return Uni.createFrom().failure(new IllegalStateException("on purpose"));
        }

        void behind(@Observes @Priority(3) @PgChannel("failing") String text) {
            seen.add("behind the failure " + text);
        }

        void key(@Observes @PgChannel("${shop.channel}") String text) {
            seen.add("key " + text);
        }

        void byDefault(@Observes @PgChannel("${shop.missing:given_default}") String text) {
            seen.add("default " + text);
        }

        void audited(@Observes @PgChannel(value = "audited", database = "audit") String text) {
            seen.add("audited " + text);
        }

        void auditing(@Observes @PgChannel(value = "audited", database = "audit") Listening listening) {
            seen.add("listening " + listening.channel());
        }
    }
}
