package io.quarkiverse.psycopg.runtime.replication;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.TypeObject;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangeTransaction;
import io.quarkiverse.psycopg.replication.ReplicationPositions;
import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.SlotStatus;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A stream whose consumer is its observers: it starts and stops together with their dispatcher.
 */
record ObservedStream(ReplicationStream stream, ChangeDispatcher dispatcher) implements ReplicationStream {

    @Override
    public Uni<Void> start() {
        return Uni.createFrom().deferred(() -> {
            dispatcher.start();
            return stream.start();
        });
    }

    @Override
    public Uni<Void> stop() {
        return dispatcher.stop();
    }

    @Override
    public String name() {
        return stream.name();
    }

    @Override
    public String slot() {
        return stream.slot();
    }

    @Override
    public Multi<ChangeTransaction> transactions() {
        return stream.transactions();
    }

    @Override
    public Multi<Change> changes() {
        return stream.changes();
    }

    @Override
    public void acknowledge(Lsn endPosition) {
        stream.acknowledge(endPosition);
    }

    @Override
    public void pause() {
        stream.pause();
    }

    @Override
    public void resume() {
        stream.resume();
    }

    @Override
    public ReplicationState state() {
        return stream.state();
    }

    @Override
    public Optional<Throwable> failure() {
        return stream.failure();
    }

    @Override
    public ReplicationPositions positions() {
        return stream.positions();
    }

    @Override
    public Duration lag() {
        return stream.lag();
    }

    @Override
    public Uni<Optional<SlotStatus>> slotStatus() {
        return stream.slotStatus();
    }

    @Override
    public void forgetTypes() {
        stream.forgetTypes();
    }

    @Override
    public <T> void registerAdapter(Class<T> type, Adapter<? super T> adapter) {
        stream.registerAdapter(type, adapter);
    }

    @Override
    public Map<Class<?>, Adapter<?>> adapters() {
        return stream.adapters();
    }

    @Override
    public void registerType(TypeObject<?> type) {
        stream.registerType(type);
    }

    @Override
    public List<TypeObject<?>> typeObjects() {
        return stream.typeObjects();
    }

    @Override
    public Object adapt(Object value) {
        return stream.adapt(value);
    }
}
