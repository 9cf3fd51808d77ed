package io.quarkiverse.psycopg.runtime.driver.replication;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangeTransaction;
import io.quarkiverse.psycopg.replication.ReplicationPositions;
import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.SlotStatus;
import io.quarkiverse.psycopg.runtime.driver.adaptation.RegistryScope;
import io.quarkiverse.psycopg.runtime.driver.sql.Adapters;
import io.quarkiverse.psycopg.runtime.driver.types.TypeCatalog;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A stream in its user's hands: puts together what keeps it running ({@link StreamLifecycle}), what has been received and
 * acknowledged ({@link PositionTracker}), and what waits for its consumer ({@link StreamOutbox}). A typecaster that is
 * registered here reads the values of its changes, those of later connections included.
 */
public final class ManagedStream extends RegistryScope implements ReplicationStream {

    private final ReplicationStreamOptions settings;
    private final ReplicationConnector connector;
    private final PositionTracker tracker;
    private final StreamLifecycle lifecycle;

    /**
     * A stream that does nothing before it is started or subscribed to.
     *
     * @param connector opens logical replication connections; of this stream alone, as its types are the stream's scope
     * @param adapters of this stream alone
     */
    public ManagedStream(ReplicationStreamOptions settings, ReplicationConnector connector, Adapters adapters) {
        super(connector.types(), adapters);
        Clock clock = Clock.systemUTC();
        this.settings = settings;
        this.connector = connector;
        this.tracker = new PositionTracker(clock);
        this.lifecycle = new StreamLifecycle(settings, connector, tracker, clock);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String slot() {
        return settings.slot();
    }

    @Override
    public Multi<ChangeTransaction> transactions() {
        return lifecycle.outbox().transactions();
    }

    @Override
    public Multi<Change> changes() {
        return lifecycle.outbox().changes();
    }

    @Override
    public void acknowledge(Lsn endPosition) {
        lifecycle.acknowledgedThrough(endPosition);
    }

    @Override
    public Uni<Void> start() {
        return lifecycle.start();
    }

    @Override
    public Uni<Void> stop() {
        return lifecycle.stop();
    }

    @Override
    public void pause() {
        lifecycle.pause();
    }

    @Override
    public void resume() {
        lifecycle.resume();
    }

    @Override
    public ReplicationState state() {
        return lifecycle.state();
    }

    @Override
    public Optional<Throwable> failure() {
        return lifecycle.failure();
    }

    @Override
    public ReplicationPositions positions() {
        return tracker.positions();
    }

    @Override
    public Duration lag() {
        return tracker.lag();
    }

    @Override
    public Uni<Optional<SlotStatus>> slotStatus() {
        return Uni.createFrom().deferred(() -> SlotQuery.ask(connector, settings.slot()));
    }

    @Override
    public void forgetTypes() {
        typeRegistry().catalog().ifPresent(TypeCatalog::forget);
    }
}
