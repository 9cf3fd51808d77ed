package io.quarkiverse.psycopg.runtime.driver.notification;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.NotificationQueue;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;

class ConnectionNotificationsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final PsycopgDriver DRIVER = new PsycopgDriver(VERTX);

    private PgConnection listener;
    private PgConnection sender;

    @BeforeEach
    void connect() {
        listener = await(DRIVER.connect(TestServer.v18().options()));
        sender = await(DRIVER.connect(TestServer.v18().options()));
    }

    @AfterEach
    void close() {
        await(listener.close());
        await(sender.close());
    }

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatIsSentComesWithoutAskingInOrder() {
        List<Notification> seen = new CopyOnWriteArrayList<>();
        listener.notifications().subscribe().with(seen::add);
        await(listener.listen("plain"));
        for (int i = 0; i < 100; i++) {
            await(sender.notify("plain", "n" + i));
        }
        until("100 notifications", () -> seen.size() == 100);
        assertThat(seen).extracting(Notification::payload).startsWith("n0", "n1", "n2").endsWith("n98", "n99");
        assertThat(seen).allMatch(n -> n.pid() == sender.backendPid() && n.channel().equals("plain"));
        assertThat(listener.notifies()).hasSize(100);
    }

    @Test
    void ownNotificationIsThereWhenItsStatementIsDone() {
        List<String> told = new CopyOnWriteArrayList<>();
        listener.notifications().subscribe().with(notification -> told.add(notification.payload()));
        await(listener.listen("self"));
        int one = await(listener.notify("self", "x").map(sent -> told.size()));
        assertThat(one).isEqualTo(1);
        int all = await(listener.execute("SELECT pg_notify('self', g::text) FROM generate_series(1, 200) g")
                .map(sent -> listener.notifies().size()));
        assertThat(all).isEqualTo(201);
        assertThat(told).startsWith("x", "1", "2").endsWith("199", "200");
    }

    @Test
    void namesAndPayloadsAreTakenAsTheyAre() {
        String channel = "Ünïcödé \"quoted\"; DROP TABLE x --";
        String payload = "it's a \\ \"snowman\" ☃ %s $1";
        await(listener.listen(channel));
        await(sender.notify(channel, payload));
        until("the notification", () -> listener.notifies().size() == 1);
        assertThat(listener.notifies().poll()).isEqualTo(new Notification(sender.backendPid(), channel, payload));
        await(listener.unlisten(channel));
        await(sender.notify(channel, "unheard"));
        await(listener.listen("end"));
        await(sender.notify("end"));
        until("the mark", () -> !listener.notifies().isEmpty());
        assertThat(listener.notifies()).extracting(Notification::channel).containsExactly("end");
    }

    @Test
    void limitsAreRefusedBeforeAnythingIsSent() {
        String longest = "ä".repeat(31) + "x";
        await(listener.listen(longest));
        await(sender.notify(longest, "p".repeat(7_999)));
        until("the largest", () -> !listener.notifies().isEmpty());
        assertThat(listener.notifies().poll().payload()).hasSize(7_999);
        assertThatThrownBy(() -> await(listener.listen(longest + "y"))).isInstanceOf(ProgrammingException.class)
                .hasMessage("the name of the channel has 64 bytes of UTF-8: PostgreSQL's names have at most 63");
        assertThatThrownBy(() -> await(sender.notify(longest + "y"))).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> await(listener.unlisten(""))).isInstanceOf(ProgrammingException.class)
                .hasMessage("the name of the channel is empty: a channel's name has at least one character");
        assertThatThrownBy(() -> await(listener.listen("a\0b"))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("NUL");
        assertThatThrownBy(() -> await(sender.notify("a", "b\0c"))).hasMessageContaining("NUL");
        assertThatThrownBy(() -> await(sender.notify("a", "p".repeat(8_000)))).isInstanceOf(DataException.class)
                .hasMessage("expected a payload of at most 7999 bytes of UTF-8, got 8000: store it in a table and send its key,"
                        + " or send it in parts");
        assertThatThrownBy(() -> await(sender.notify("a", "ä".repeat(4_000)))).isInstanceOf(DataException.class);
    }

    @Test
    void transactionSendsWithItsCommitAndNothingOnRollback() {
        await(listener.listen("tx"));
        List<Integer> before = new CopyOnWriteArrayList<>();
        await(sender.inTransaction(c -> c.notify("tx", "committed").chain(() -> listener.fetchOne("SELECT 1"))
                .invoke(() -> before.add(listener.notifies().size()))));
        assertThatThrownBy(() -> await(sender.inTransaction(c -> c.notify("tx", "rolled back").invoke(() -> {
            throw new IllegalStateException("no");
        })))).isInstanceOf(IllegalStateException.class);
        await(sender.notify("tx", "last"));
        until("two", () -> listener.notifies().size() == 2);
        assertThat(before).containsExactly(0);
        assertThat(listener.notifies()).extracting(Notification::payload).containsExactly("committed", "last");
    }

    @Test
    void queueCanBeReplaced() {
        await(listener.listen("replaced"));
        Queue<Notification> own = new ConcurrentLinkedQueue<>();
        listener.notifies(own);
        await(sender.notify("replaced", "x"));
        until("it is in the new queue", () -> own.size() == 1);
        assertThat(listener.notifies()).isSameAs(own);
        NotificationQueue small = new NotificationQueue(2);
        listener.notifies(small);
        for (String payload : List.of("1", "2", "3")) {
            await(sender.notify("replaced", payload));
        }
        until("one was dropped", () -> small.dropped() == 1);
        assertThat(small).extracting(Notification::payload).containsExactly("2", "3");
        assertThatThrownBy(() -> new NotificationQueue(0)).isInstanceOf(ProgrammingException.class);
    }

    @Test
    void subscriptionsEndWithTheConnection() {
        AssertSubscriber<Notification> lost = listener.notifications().subscribe()
                .withSubscriber(AssertSubscriber.create(10));
        await(sender.fetchOne("SELECT pg_terminate_backend(%s)", listener.backendPid()));
        lost.awaitFailure(LIMIT);
        assertThat(lost.getFailure()).isInstanceOf(OperationalException.class);
        AssertSubscriber<Notification> closed = sender.notifications().subscribe()
                .withSubscriber(AssertSubscriber.create(10));
        await(sender.close());
        closed.awaitCompletion(LIMIT);
        assertThatThrownBy(() -> sender.notifications().toUni().await().atMost(LIMIT))
                .isInstanceOf(InterfaceException.class);
        assertThatThrownBy(sender::notifies).isInstanceOf(InterfaceException.class);
    }

    @Test
    void slowSubscriberFailsAndTheOthersGoOn() {
        AssertSubscriber<Notification> slow = listener.notifications().subscribe().withSubscriber(AssertSubscriber.create(1));
        AssertSubscriber<Notification> quick = listener.notifications().subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        await(listener.listen("flood"));
        await(sender.execute("SELECT pg_notify('flood', g::text) FROM generate_series(1, 12000) g"));
        until("all have come", () -> quick.getItems().size() == 12_000);
        slow.request(Long.MAX_VALUE).awaitFailure(LIMIT);
        assertThat(slow.getFailure()).hasMessageContaining("the subscriber is too slow");
        assertThat(slow.getItems()).hasSize(10_001);
        assertThat(listener.notifies()).hasSize(10_000);
    }

    @Test
    void nextUserOfAPooledConnectionHearsNothingOfTheFormer() {
        PgPool pool = DRIVER.createPool(TestServer.v18().options(), PgPoolOptions.builder().maxSize(1).build());
        PgConnection first = await(pool.acquire());
        await(first.listen("leased"));
        AssertSubscriber<Notification> seen = first.notifications().subscribe().withSubscriber(AssertSubscriber.create(10));
        int pid = first.backendPid();
        await(first.close());
        seen.awaitCompletion(LIMIT);
        PgConnection second = await(pool.acquire());
        assertThat(second.backendPid()).isEqualTo(pid);
        await(sender.notify("leased", "for nobody"));
        await(second.fetchOne("SELECT 1"));
        assertThat(second.notifies()).isEmpty();
        assertThat(await(second.fetchAll("SELECT pg_listening_channels()"))).isEmpty();
        await(second.close());
        await(pool.notify("leased", "by the pool"));
        await(pool.close());
    }
}
