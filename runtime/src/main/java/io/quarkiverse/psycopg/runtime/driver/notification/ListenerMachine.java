package io.quarkiverse.psycopg.runtime.driver.notification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

import io.quarkiverse.psycopg.notification.ListenerState;
import io.quarkiverse.psycopg.runtime.driver.notification.ListenerAction.Connect;
import io.quarkiverse.psycopg.runtime.driver.notification.ListenerAction.Disconnect;
import io.quarkiverse.psycopg.runtime.driver.notification.ListenerAction.Execute;
import io.quarkiverse.psycopg.runtime.driver.notification.ListenerAction.InEffect;
import io.quarkiverse.psycopg.runtime.driver.notification.ListenerAction.RetryLater;

/**
 * The listener's course, without I/O: events in, actions out. Not thread-safe.
 * <p>
 * A channel is <em>wanted</em> while somebody subscribes to it, and <em>in effect</em> from the server's confirmation of its
 * LISTEN until its UNLISTEN is sent or the connection is lost. A loss breaks the channels in effect; each of them has exactly
 * one gap, from the last moment at which the connection was known to be good until it is in effect again, however many attempts
 * that takes. A channel that was not in effect has promised nothing, and has no gap.
 */
final class ListenerMachine {

    private final Set<String> wanted = new LinkedHashSet<>();
    private final Set<String> effective = new LinkedHashSet<>();
    /** Sent and not confirmed. */
    private final Set<String> pending = new LinkedHashSet<>();
    private final Map<String, Instant> broken = new HashMap<>();
    private ListenerState state = ListenerState.IDLE;
    private boolean executing;
    private Instant good = Instant.MIN;

    ListenerState state() {
        return state;
    }

    /** Whether nothing of this channel is missed from now on. */
    boolean isInEffect(String channel) {
        return effective.contains(channel);
    }

    /** Somebody listens to a channel that nobody listened to. */
    List<ListenerAction> want(String channel) {
        wanted.add(channel);
        return switch (state) {
            case IDLE -> connect();
            case LISTENING -> synchronize();
            case CONNECTING, RETRYING, CLOSED -> List.of();
        };
    }

    /** Nobody listens to a channel any more. */
    List<ListenerAction> unwant(String channel) {
        wanted.remove(channel);
        broken.remove(channel);
        if (state == ListenerState.CLOSED || state == ListenerState.IDLE) {
            return List.of();
        }
        if (wanted.isEmpty()) {
            return end(ListenerState.IDLE);
        }
        return state == ListenerState.LISTENING ? synchronize() : List.of();
    }

    /** The connection is open. */
    List<ListenerAction> connected(Instant now) {
        if (state != ListenerState.CONNECTING) {
            return List.of();
        }
        good(now);
        return synchronize();
    }

    /** The statements that were sent last have been executed. */
    List<ListenerAction> executed(Instant now) {
        List<ListenerAction> actions = new ArrayList<>(confirmed(now));
        executing = false;
        if (state == ListenerState.LISTENING) {
            actions.addAll(synchronize());
        }
        return actions;
    }

    /** A notification has come: what it belongs to is in effect, whether or not the server has said so. */
    List<ListenerAction> received(Instant now, String channel) {
        good(now);
        return !pending.isEmpty() && pending.contains(channel) ? confirmed(now) : List.of();
    }

    /** The server has answered. */
    void answered(Instant now) {
        good(now);
    }

    /** Never goes back: the time of a notification is a little older than that of an answer. */
    private void good(Instant now) {
        if (now != good && now.isAfter(good)) {
            good = now;
        }
    }

    /** The connection was lost, could not be opened, or refused to listen. */
    List<ListenerAction> failed() {
        if (state == ListenerState.IDLE || state == ListenerState.CLOSED || state == ListenerState.RETRYING) {
            return List.of();
        }
        effective.stream().filter(wanted::contains).forEach(channel -> broken.putIfAbsent(channel, good));
        forgetConnection();
        state = ListenerState.RETRYING;
        return List.of(new Disconnect(), new RetryLater());
    }

    /** The pause is over. */
    List<ListenerAction> retry() {
        return state == ListenerState.RETRYING ? connect() : List.of();
    }

    /** For good. */
    List<ListenerAction> close() {
        return state == ListenerState.CLOSED ? List.of() : end(ListenerState.CLOSED);
    }

    private List<ListenerAction> connect() {
        state = ListenerState.CONNECTING;
        return List.of(new Connect());
    }

    private List<ListenerAction> end(ListenerState next) {
        boolean connection = state == ListenerState.CONNECTING || state == ListenerState.LISTENING;
        forgetConnection();
        broken.clear();
        state = next;
        return connection ? List.of(new Disconnect()) : List.of();
    }

    private void forgetConnection() {
        effective.clear();
        pending.clear();
        executing = false;
    }

    private List<ListenerAction> confirmed(Instant now) {
        good(now);
        state = ListenerState.LISTENING;
        List<ListenerAction> actions = new ArrayList<>();
        for (String channel : pending) {
            effective.add(channel);
            if (wanted.contains(channel)) {
                actions.add(new InEffect(channel, good, Optional.ofNullable(broken.remove(channel))));
            }
        }
        pending.clear();
        return actions;
    }

    /** Makes what is in effect what is wanted, in one round trip; nothing while another is under way. */
    private List<ListenerAction> synchronize() {
        if (executing) {
            return List.of();
        }
        StringJoiner sql = new StringJoiner("; ");
        sql.setEmptyValue("");
        for (String channel : List.copyOf(effective)) {
            if (!wanted.contains(channel)) {
                effective.remove(channel);
                sql.add(ChannelName.unlisten(channel));
            }
        }
        for (String channel : wanted) {
            if (!effective.contains(channel)) {
                pending.add(channel);
                sql.add(ChannelName.listen(channel));
            }
        }
        executing = sql.length() > 0;
        return executing ? List.of(new Execute(sql.toString())) : List.of();
    }
}
