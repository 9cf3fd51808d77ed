package io.quarkiverse.psycopg.runtime.driver.replication;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.replication.ChangeTransaction;
import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.SlotLostException;
import io.quarkiverse.psycopg.replication.SlotPolicy;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** What a stream does about its slot and its publication, by its policy, and what it says where it cannot start. */
class SlotPolicyTest extends StreamTests {

    @Test
    void aSecondInstanceWaitsForTheSlotAndTakesOver() {
        ManagedStream first = stream(SlotPolicy.CREATE);
        subscribe(first, 10);
        untilStreaming(first);
        ManagedStream second = stream(SlotPolicy.REQUIRE);
        AssertSubscriber<ChangeTransaction> subscriber = subscribe(second, 10);
        until("the second one waits", () -> second.state() == ReplicationState.WAITING);
        assertThat(second.failure().orElseThrow()).hasMessageContaining("is active for PID");
        await(first.stop());
        untilStreaming(second);
        server.execute("INSERT INTO t VALUES (1, 'a')");
        subscriber.awaitItems(1, LIMIT);
    }

    @Test
    void aMissingSlotIsAnErrorAndNeverMadeAnew() {
        ManagedStream stream = stream(SlotPolicy.REQUIRE);
        AssertSubscriber<ChangeTransaction> subscriber = subscribe(stream, 10);
        subscriber.awaitFailure(LIMIT).assertFailedWith(SlotLostException.class, "does not exist");
        assertThat(stream.state()).isEqualTo(ReplicationState.FAILED);
        until("the loss is told", () -> !lost.isEmpty());
        assertThat(lost.get(0).slot()).isEqualTo("s1");
    }

    @Test
    void aSlotThatVanishesWhileStreamingIsLost() {
        ManagedStream stream = stream(SlotPolicy.CREATE);
        AssertSubscriber<ChangeTransaction> subscriber = subscribe(stream, 10);
        untilStreaming(stream);
        server.execute("DO $$ BEGIN LOOP BEGIN PERFORM pg_terminate_backend(active_pid) FROM pg_replication_slots"
                + " WHERE slot_name = 's1' AND active; PERFORM pg_drop_replication_slot('s1'); EXIT;"
                + " EXCEPTION WHEN object_in_use THEN PERFORM pg_sleep(0.01); END; END LOOP; END $$");
        subscriber.awaitFailure(LIMIT).assertFailedWith(SlotLostException.class, "any more");
        assertThat(lost).hasSize(1);
        assertThat(server.one("SELECT count(*) FROM pg_replication_slots")).isEqualTo("0");
    }

    @Test
    void whatIsWrongIsSaidWithWhatToDo() {
        server.execute("SELECT pg_create_logical_replication_slot('s1', 'test_decoding')");
        failsToStart(stream(SlotPolicy.REQUIRE), "uses the output plugin test_decoding, the stream needs pgoutput");
        server.execute("SELECT pg_create_physical_replication_slot('ph')");
        failsToStart(stream(server, ReplicationStreamOptions.of("ph", "p", SlotPolicy.REQUIRE)), "is a physical one");
        failsToStart(stream(server, ReplicationStreamOptions.of("s2", "nope", SlotPolicy.REQUIRE)), "run CREATE PUBLICATION");
        try (TestServer replica = TestServer.builder().setting("wal_level", "replica").build()) {
            ManagedStream stream = stream(replica, ReplicationStreamOptions.of("s1", "p", SlotPolicy.CREATE));
            assertThatThrownBy(() -> await(stream.start()))
                    .hasMessageContaining("wal_level = logical");
        }
    }

    @Test
    void aPublicationIsCreatedWhereThePolicySaysSo() {
        server.execute("DROP PUBLICATION p");
        ManagedStream stream = stream(server,
                ReplicationStreamOptions.of("s1", "p", SlotPolicy.CREATE).withTables(List.of("public.t", "quiet")));
        await(stream.start());
        assertThat(server.one("SELECT count(*) FROM pg_publication_tables WHERE pubname = 'p'")).isEqualTo("2");
    }

    @Test
    void droppedOnStopAndTemporarySlotsLeaveNothing() {
        ManagedStream stream = stream(SlotPolicy.DROP_ON_STOP);
        await(stream.start());
        assertThat(server.one("SELECT count(*) FROM pg_replication_slots")).isEqualTo("1");
        await(stream.stop());
        assertThat(server.one("SELECT count(*) FROM pg_replication_slots")).isEqualTo("0");
        ManagedStream temporary = stream(SlotPolicy.TEMPORARY);
        await(temporary.start());
        assertThat(server.one("SELECT temporary FROM pg_replication_slots")).isEqualTo("t");
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_replication");
        until("the loss is told", () -> !lost.isEmpty());
        assertThat(lost.get(0).reason()).contains("missed");
        untilStreaming(temporary);
        await(temporary.stop());
        until("the slot is gone", () -> server.one("SELECT count(*) FROM pg_replication_slots").equals("0"));
    }

    private void failsToStart(ManagedStream stream, String because) {
        assertThatThrownBy(() -> await(stream.start())).hasMessageContaining(because);
        assertThat(stream.state()).isEqualTo(ReplicationState.FAILED);
    }
}
