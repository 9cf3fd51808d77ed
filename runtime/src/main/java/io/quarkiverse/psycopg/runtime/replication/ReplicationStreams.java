package io.quarkiverse.psycopg.runtime.replication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.SlotLost;
import io.quarkiverse.psycopg.runtime.config.DatabaseConfig;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkiverse.psycopg.runtime.config.ReplicationConfig;
import io.quarkiverse.psycopg.runtime.glue.Databases;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;

/**
 * The replication streams of one run of the application. A stream is made when it is first asked for; those with observers
 * start with the application, unless configured otherwise. Safe for use from any thread.
 */
public final class ReplicationStreams {

    private static final Logger LOG = Logger.getLogger(ReplicationStreams.class);
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** After that time an application has started what it wants to run. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private record Configured(String database, ReplicationConfig config) {
    }

    private final Databases databases;
    private final Map<String, Configured> configured = new TreeMap<>();
    private final Map<String, List<ChangeObserver>> observers;
    private final Supplier<Vertx> vertx;
    private final Map<String, ReplicationStream> streams = new HashMap<>();
    private final Map<String, ChangeDispatcher> dispatchers = new HashMap<>();
    private final Map<String, StreamFigures> figures = new HashMap<>();
    private volatile boolean ended;

    /**
     * @param config the databases with their streams; a stream's name is used once
     * @param observers by stream, in the order in which they are called
     */
    public ReplicationStreams(Databases databases, Map<String, DatabaseConfig> config,
            Map<String, List<ChangeObserver>> observers, Supplier<Vertx> vertx) {
        this.databases = databases;
        this.observers = Map.copyOf(observers);
        this.vertx = vertx;
        config.forEach((database, one) -> one.replication().forEach((name, stream) -> {
            if (configured.put(name, new Configured(database, stream)) != null) {
                throw new ConfigurationException("two databases have a replication stream \"" + name
                        + "\": streams are named across all databases, rename one of them");
            }
        }));
    }

    /** The stream of that name, made now if it is not there. */
    public synchronized ReplicationStream stream(String name) {
        ReplicationStream stream = streams.get(name);
        if (stream == null) {
            Configured found = find(name);
            stream = databases.psycopg().createReplicationStream(databases.connectOptions(found.database()),
                    options(name, found));
            databases.adapt(found.database(), stream);
            List<ChangeObserver> mine = observers.getOrDefault(name, List.of());
            if (!mine.isEmpty()) {
                ChangeDispatcher dispatcher = new ChangeDispatcher(vertx.get(), stream, mine, found.config().onFailure());
                dispatchers.put(name, dispatcher);
                stream = new ObservedStream(stream, dispatcher);
            }
            streams.put(name, stream);
        }
        return stream;
    }

    private Configured find(String name) {
        Configured found = configured.get(name);
        if (found == null) {
            throw new ConfigurationException("@PgReplication(\"" + name + "\") names a stream that is not configured: set "
                    + DatabaseName.PREFIX + "replication.\"" + name + "\".publication (streams that are configured: "
                    + configured.keySet() + ")");
        }
        return found;
    }

    private ReplicationStreamOptions options(String name, Configured found) {
        ReplicationConfig config = found.config();
        String key = DatabaseName.property(found.database(), "replication.\"" + name + "\".");
        if (!config.plugin().equals("pgoutput")) {
            throw new ConfigurationException(key + "plugin=" + config.plugin() + ": streams are decoded from pgoutput; read"
                    + " other plugins through Psycopg.connectReplication");
        }
        String publication = config.publication().orElseThrow(() -> new ConfigurationException(key + "publication is not set:"
                + " name the publication that says which tables are streamed"));
        String slot = config.slot().orElseGet(() -> name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_"));
        return ReplicationStreamOptions.of(slot, publication, config.policy()).withName(name)
                .withTables(config.tables().orElse(List.of())).withOptions(config.options())
                .withFailover(config.failover()).withStatusInterval(config.statusInterval())
                .withHeartbeatInterval(config.heartbeatInterval()).withBufferBytes(config.bufferSize().asLongValue())
                .withOnSlotLost(lost -> slotLost(name, lost));
    }

    private void slotLost(String name, SlotLost lost) {
        dispatcher(name).ifPresent(dispatcher -> dispatcher.slotLost(lost));
    }

    private synchronized Optional<ChangeDispatcher> dispatcher(String name) {
        return Optional.ofNullable(dispatchers.get(name));
    }

    /** Figures of a stream that was made; empty for one that nobody has asked for. */
    public synchronized Optional<StreamFigures> figures(String name) {
        return Optional.ofNullable(streams.get(name))
                .map(stream -> figures.computeIfAbsent(name, unseen -> new StreamFigures(stream)));
    }

    /** Names of all streams that were made. */
    public synchronized Set<String> made() {
        return new TreeSet<>(streams.keySet());
    }

    /** Starts the streams that have observers and are to start with the application. */
    void startAll() {
        for (String name : observers.keySet()) {
            Configured found = find(name);
            if (found.config().start() && databases.active(found.database()).value()) {
                stream(name);
                dispatcher(name).ifPresent(ChangeDispatcher::start);
            }
        }
        if (!configured.isEmpty()) {
            Infrastructure.getDefaultWorkerPool().schedule(this::lookAtUnread, SETTLED.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Streams that nobody has started by now may have slots from former runs. */
    private void lookAtUnread() {
        for (Map.Entry<String, Configured> one : configured.entrySet()) {
            if (!ended && databases.active(one.getValue().database()).value()) {
                try {
                    stream(one.getKey());
                    figures(one.getKey()).ifPresent(StreamFigures::slot);
                } catch (RuntimeException e) {
                    LOG.debugf("replication stream \"%s\": %s", one.getKey(), e.getMessage());
                }
            }
        }
    }

    /** Stops all: the server is told what was acknowledged, and nothing else. */
    void stopAll() {
        ended = true;
        List<Uni<Void>> ending = new ArrayList<>();
        synchronized (this) {
            streams.values().forEach(stream -> ending.add(stream.stop()));
        }
        if (!ending.isEmpty()) {
            try {
                Uni.join().all(ending).andCollectFailures().await().atMost(GRACE);
            } catch (RuntimeException e) {
                LOG.warnf("Could not stop the replication streams in order: %s", e.getMessage());
            }
        }
    }
}
