package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

import io.quarkiverse.psycopg.deployment.devservices.DatabasePlan;
import io.quarkiverse.psycopg.deployment.devservices.DatabaseSetup;
import io.quarkiverse.psycopg.deployment.devservices.InitScript;
import io.quarkiverse.psycopg.deployment.devservices.PostgresService;

/**
 * A Dev Service that runs PostgreSQL as a child process of this JVM.
 */
public final class EmbeddedService implements PostgresService {

    /** An address and not a name: {@code localhost} may be tried as ::1 first. */
    private static final String HOST = "127.0.0.1";
    private static final int PORT_ATTEMPTS = 5;
    private static final String INITIALIZED = "PG_VERSION";

    private final DatabasePlan plan;
    private final BinaryCache cache;
    private final Path root;
    private ServerProcess server;
    private boolean fresh;
    private String address;

    /** A service with the user's cache of binaries. */
    public EmbeddedService(DatabasePlan plan) {
        this(plan, BinaryCache.ofUser(), InstanceDirectory.root());
    }

    EmbeddedService(DatabasePlan plan, BinaryCache cache, Path root) {
        this.plan = plan;
        this.cache = cache;
        this.root = root;
    }

    /** Where kept data goes, a directory for each application. */
    public static Path keptData() {
        return CacheDirectory.ofUser().resolve("data");
    }

    /**
     * Starts the server and prepares its database. May download, unpack and take seconds; a failure has a sentence for the
     * user.
     */
    @Override
    public synchronized void start() {
        try {
            requirePort();
            new OrphanSweep(root).run();
            server = launch();
            address = HOST + ":" + server.port();
            prepare();
        } catch (IOException | SQLException | RuntimeException e) {
            close();
            throw new IllegalStateException("The Dev Service for " + plan.name() + " could not start: " + e.getMessage(), e);
        }
    }

    private void requirePort() throws IOException {
        if (plan.port().isPresent() && !Ports.isFree(plan.port().getAsInt())) {
            throw new IOException("port " + plan.port().getAsInt() + " of this machine is taken: end what listens there,"
                    + " or change or remove devservices.port (without it a free port is chosen)");
        }
    }

    private ServerProcess launch() throws IOException {
        Platform platform = Platform.current();
        String version = EmbeddedVersion.artifactVersion(plan.version());
        BinaryArtifact artifact = new BinaryArtifact(platform, version);
        String name = "postgresql-" + version + "-" + platform.name();
        Path binaries = cache.binaries(name, artifact);
        InstanceDirectory instance = InstanceDirectory.create(root, plan.kept());
        boolean started = false;
        try {
            Commands commands = initialized(instance, platform, binaries, name, artifact);
            ServerProcess process = launch(commands, instance);
            started = true;
            return process;
        } finally {
            if (!started) {
                Trees.delete(instance.path());
            }
        }
    }

    /** Initializes a new cluster; binaries that cannot do that are unpacked again once, sizes do not tell every damage. */
    private Commands initialized(InstanceDirectory instance, Platform platform, Path binaries, String name,
            ArchiveSource source) throws IOException {
        Commands commands = new Commands(binaries, platform);
        if (Files.exists(instance.data().resolve(INITIALIZED))) {
            return commands;
        }
        fresh = true;
        Files.createDirectories(instance.data().getParent());
        try {
            initialize(commands, instance);
            return commands;
        } catch (IOException e) {
            Trees.delete(instance.data());
            Commands again = new Commands(cache.replace(name, source), platform);
            initialize(again, instance);
            return again;
        }
    }

    private void initialize(Commands commands, InstanceDirectory instance) throws IOException {
        ServerProcess.initialize(commands, instance, instance.data(), plan.account().user(), plan.account().password(),
                plan.timeout());
    }

    private ServerProcess launch(Commands commands, InstanceDirectory instance) throws IOException {
        if (plan.port().isPresent()) {
            return launch(commands, instance, plan.port().getAsInt());
        }
        for (int attempt = 1;; attempt++) {
            int port = Ports.free();
            try {
                return launch(commands, instance, port);
            } catch (IOException e) {
                // Between finding it and binding it, somebody else may take a port.
                if (attempt == PORT_ATTEMPTS || Ports.isFree(port)) {
                    throw e;
                }
            }
        }
    }

    private ServerProcess launch(Commands commands, InstanceDirectory instance, int port) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(plan.settings());
        settings.put("listen_addresses", HOST);
        settings.put("unix_socket_directories", "");
        return ServerProcess.start(commands, instance, instance.data(), port, settings, plan.timeout());
    }

    private void prepare() throws SQLException {
        DatabaseSetup setup = new DatabaseSetup(address(), plan.account());
        if (setup.createDatabase() || fresh) {
            for (InitScript script : plan.scripts()) {
                setup.run(script);
            }
        }
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public String database() {
        return plan.account().database();
    }

    /** Not in a container. */
    @Override
    public String getContainerId() {
        return null;
    }

    /** The server's process, while it runs. */
    long pid() {
        return server.pid();
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
