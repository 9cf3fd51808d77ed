package io.quarkiverse.psycopg.runtime.driver.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.notification.ListenerState;
import io.quarkiverse.psycopg.runtime.driver.notification.ListenerAction.Connect;
import io.quarkiverse.psycopg.runtime.driver.notification.ListenerAction.Disconnect;
import io.quarkiverse.psycopg.runtime.driver.notification.ListenerAction.Execute;
import io.quarkiverse.psycopg.runtime.driver.notification.ListenerAction.InEffect;
import io.quarkiverse.psycopg.runtime.driver.notification.ListenerAction.RetryLater;

class ListenerMachineTest {

    private final ListenerMachine machine = new ListenerMachine();

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }

    private static InEffect first(String channel, int since) {
        return new InEffect(channel, at(since), Optional.empty());
    }

    private static InEffect again(String channel, int since, int lostSince) {
        return new InEffect(channel, at(since), Optional.of(at(lostSince)));
    }

    private void listening(String... channels) {
        for (String channel : channels) {
            machine.want(channel);
        }
        machine.connected(at(1));
        machine.executed(at(2));
        assertThat(machine.state()).isEqualTo(ListenerState.LISTENING);
    }

    @Test
    void firstChannelConnectsAndAllAreListenedToInOneRoundTrip() {
        assertThat(machine.want("a")).containsExactly(new Connect());
        assertThat(machine.want("b \"x\"")).isEmpty();
        assertThat(machine.connected(at(1))).containsExactly(new Execute("LISTEN \"a\"; LISTEN \"b \"\"x\"\"\""));
        assertThat(machine.isInEffect("a")).isFalse();
        assertThat(machine.executed(at(2))).containsExactly(first("a", 2), first("b \"x\"", 2));
        assertThat(machine.isInEffect("a")).isTrue();
        assertThat(machine.state()).isEqualTo(ListenerState.LISTENING);
    }

    @Test
    void changesGatherWhileARoundTripIsUnderWay() {
        listening("a");
        assertThat(machine.want("b")).containsExactly(new Execute("LISTEN \"b\""));
        assertThat(machine.want("c")).isEmpty();
        assertThat(machine.want("d")).isEmpty();
        assertThat(machine.unwant("d")).isEmpty();
        assertThat(machine.unwant("a")).isEmpty();
        assertThat(machine.executed(at(3))).containsExactly(first("b", 3), new Execute("UNLISTEN \"a\"; LISTEN \"c\""));
        assertThat(machine.executed(at(4))).containsExactly(first("c", 4));
    }

    @Test
    void channelThatIsWantedAgainIsListenedToAgain() {
        listening("a", "b");
        assertThat(machine.unwant("a")).containsExactly(new Execute("UNLISTEN \"a\""));
        assertThat(machine.want("a")).isEmpty();
        assertThat(machine.isInEffect("a")).isFalse();
        assertThat(machine.executed(at(3))).containsExactly(new Execute("LISTEN \"a\""));
        assertThat(machine.executed(at(4))).containsExactly(first("a", 4));
    }

    @Test
    void channelNobodyWantsAnyMoreWhenItIsConfirmedIsLeft() {
        machine.want("a");
        machine.want("b");
        machine.connected(at(1));
        machine.unwant("a");
        assertThat(machine.executed(at(2))).containsExactly(first("b", 2), new Execute("UNLISTEN \"a\""));
    }

    @Test
    void lastWhoLeavesClosesTheConnection() {
        listening("a");
        assertThat(machine.unwant("a")).containsExactly(new Disconnect());
        assertThat(machine.state()).isEqualTo(ListenerState.IDLE);
        assertThat(machine.want("a")).containsExactly(new Connect());
        assertThat(machine.unwant("a")).containsExactly(new Disconnect());
        assertThat(machine.connected(at(3))).isEmpty();
    }

    @Test
    void lossIsOneGapPerChannelHoweverManyAttemptsFollow() {
        listening("a", "b");
        machine.answered(at(10));
        assertThat(machine.failed()).containsExactly(new Disconnect(), new RetryLater());
        assertThat(machine.failed()).isEmpty();
        assertThat(machine.state()).isEqualTo(ListenerState.RETRYING);
        assertThat(machine.retry()).containsExactly(new Connect());
        assertThat(machine.failed()).containsExactly(new Disconnect(), new RetryLater());
        machine.retry();
        assertThat(machine.connected(at(20))).containsExactly(new Execute("LISTEN \"a\"; LISTEN \"b\""));
        assertThat(machine.failed()).as("lost again before it was in effect")
                .containsExactly(new Disconnect(), new RetryLater());
        machine.retry();
        machine.connected(at(30));
        assertThat(machine.executed(at(31))).containsExactly(again("a", 31, 10), again("b", 31, 10));
        machine.failed();
        machine.retry();
        machine.connected(at(40));
        assertThat(machine.executed(at(41))).as("the next loss").containsExactly(again("a", 41, 31), again("b", 41, 31));
    }

    @Test
    void channelThatWasNotInEffectHasNoGap() {
        machine.want("a");
        machine.failed();
        machine.retry();
        machine.connected(at(1));
        machine.failed();
        machine.retry();
        machine.connected(at(2));
        assertThat(machine.executed(at(3))).containsExactly(first("a", 3));
        assertThat(machine.want("b")).containsExactly(new Execute("LISTEN \"b\""));
        machine.failed();
        machine.retry();
        machine.connected(at(4));
        assertThat(machine.executed(at(5))).containsExactly(again("a", 5, 3), first("b", 5));
    }

    @Test
    void gapIsForgottenWithTheLastWhoWantedIt() {
        listening("a", "b");
        machine.failed();
        machine.unwant("a");
        machine.want("a");
        machine.retry();
        machine.connected(at(5));
        assertThat(machine.executed(at(6))).containsExactlyInAnyOrder(first("a", 6), again("b", 6, 2));
    }

    @Test
    void notificationBeforeTheServersWordPutsTheChannelsIntoEffect() {
        listening("a");
        machine.received(at(7), "a");
        machine.failed();
        machine.retry();
        machine.connected(at(8));
        assertThat(machine.received(at(9), "a")).containsExactly(again("a", 9, 7));
        assertThat(machine.state()).isEqualTo(ListenerState.LISTENING);
        assertThat(machine.executed(at(10))).isEmpty();
        assertThat(machine.received(at(11), "a")).isEmpty();
    }

    /** The clock that notifications are timed with is a little behind. */
    @Test
    void gapsDoNotOverlap() {
        listening("a");
        machine.received(at(1), "a");
        machine.failed();
        machine.retry();
        machine.connected(at(5));
        assertThat(machine.executed(at(6))).containsExactly(again("a", 6, 2));
        machine.received(at(5), "a");
        machine.failed();
        machine.retry();
        machine.connected(at(7));
        assertThat(machine.executed(at(8))).containsExactly(again("a", 8, 6));
    }

    @Test
    void nothingComesAfterTheEnd() {
        listening("a");
        assertThat(machine.close()).containsExactly(new Disconnect());
        assertThat(machine.close()).isEmpty();
        assertThat(machine.want("b")).isEmpty();
        assertThat(machine.unwant("a")).isEmpty();
        assertThat(machine.failed()).isEmpty();
        assertThat(machine.retry()).isEmpty();
        assertThat(machine.connected(at(9))).isEmpty();
    }

    @Test
    void endWhileWaitingNeedsNoDisconnect() {
        listening("a");
        machine.failed();
        assertThat(machine.unwant("a")).isEmpty();
        assertThat(machine.state()).isEqualTo(ListenerState.IDLE);
        assertThat(machine.retry()).isEmpty();
    }
}
