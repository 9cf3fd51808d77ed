package io.quarkiverse.psycopg.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.SslMode;

/**
 * A real PostgreSQL on 127.0.0.1, for tests.
 * <p>
 * {@link #v18()} and {@link #v13()} are shared by all tests of a JVM: they are started by the first who asks, trust everybody
 * and are not to be stopped. A test that stops, restarts or configures a server builds its own with {@link #builder()} and
 * closes it. Logical replication, slots and prepared transactions are on; what protects data from a crash of the machine is
 * off. No server outlives its JVM, not even a killed one. Methods block and may be called from any thread.
 */
public final class TestServer implements AutoCloseable {

    /** The superuser of every test server. */
    public static final String USER = "postgres";
    /** The database of every test server: UTF-8, locale C.UTF-8. */
    public static final String DATABASE = "postgres";

    private final PostgresVersion version;
    private final Path binaries;
    private final Path data;
    private final Path log;
    private final int port;
    private final Thread shutdownHook = new Thread(this::closeFiles, "stop-test-postgres");
    private ServerProcess process;

    private TestServer(Builder builder) {
        version = builder.version;
        Path work = WorkFolder.path();
        binaries = PostgresBinaries.of(version, work);
        data = WorkFolder.newDataFolder();
        log = data.resolve("server.log");
        port = builder.port == 0 ? freePort() : builder.port;
        initialize(builder);
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        start();
    }

    /** The shared server of the newest version. */
    public static TestServer v18() {
        return Shared18.SERVER;
    }

    /** The shared server of the oldest version. */
    public static TestServer v13() {
        return Shared13.SERVER;
    }

    /** The shared server of a version, for parameterized tests. */
    public static TestServer shared(PostgresVersion version) {
        return switch (version) {
            case V13 -> v13();
            case V18 -> v18();
        };
    }

    /** A server of the caller's own, of the newest version unless said otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    public PostgresVersion version() {
        return version;
    }

    /** Always {@code 127.0.0.1}. */
    public String host() {
        return "127.0.0.1";
    }

    /** The same before and after a restart. */
    public int port() {
        return port;
    }

    /** Where the Unix socket {@code .s.PGSQL.<port>} is, and all files of the server. */
    public Path dataFolder() {
        return data;
    }

    /** A keyword string of libpq's for the superuser, without a password. */
    public String connectionString() {
        return connectionString(USER, DATABASE);
    }

    /** A keyword string of libpq's for one user and one database, without a password. */
    public String connectionString(String user, String database) {
        return "host=" + host() + " port=" + port + " user=" + user + " dbname=" + database;
    }

    /** Options of a connection as the superuser, with a deadline that a busy machine does not reach. */
    public PgConnectOptions options() {
        return PgConnectOptions.parse(connectionString()).toBuilder().connectTimeout(Waiting.LIMIT).build();
    }

    /** As {@link #options()}, to a server that is reached at another address, without TLS: through a proxy or a pooler. */
    public static PgConnectOptions optionsAt(String host, int port) {
        return PgConnectOptions.builder().host(host, port).user(USER).database(DATABASE).sslMode(SslMode.DISABLE)
                .connectTimeout(Waiting.LIMIT).build();
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The postmaster's process id. */
    public synchronized long pid() {
        return process.pid();
    }

    /** Starts a stopped server on the port that it had; returns when it accepts connections. */
    public synchronized void start() {
        if (isRunning()) {
            throw new IllegalStateException("PostgreSQL runs already on port " + port);
        }
        process = ServerProcess.start(binaries, data, log);
    }

    /** Disconnects everybody with 57P01 and stops ("fast" shutdown). A stopped server stays as it is. */
    public synchronized void stop() {
        stop("fast");
    }

    /** Stops as a crash does: connections end with 57P02 or nothing at all, and the next start recovers. */
    public synchronized void stopImmediate() {
        stop("immediate");
    }

    private void stop(String mode) {
        if (process != null) {
            process.stop(mode);
            process = null;
        }
    }

    /** {@link #stop()} and {@link #start()}: same port, same data. */
    public synchronized void restart() {
        stop();
        start();
    }

    /**
     * Appends settings; they hold from the next {@link #restart()} or, where PostgreSQL allows it, {@code pg_reload_conf()}.
     */
    public void configure(Map<String, String> settings) {
        StringBuilder lines = new StringBuilder();
        settings.forEach((name, value) -> lines.append(name).append(" = '").append(value.replace("'", "''")).append("'\n"));
        append("postgresql.conf", lines.toString());
    }

    /** Runs statements as superuser over another driver, each in autocommit: for what a test needs to be there. */
    public void execute(String... statements) {
        executeIn(DATABASE, statements);
    }

    /** As {@link #execute}, in another database. Needs an entry of pg_hba.conf that trusts {@value #USER} from 127.0.0.1. */
    public void executeIn(String database, String... statements) {
        try (Connection connection = jdbc(database); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the test's preparation failed", e);
        }
    }

    /** The first value that a query gives the superuser over another driver, as text; null for NULL. */
    public String one(String query) {
        try (Connection connection = jdbc(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            if (!result.next()) {
                throw new IllegalStateException("expected a row of " + query);
            }
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection of the superuser over another driver, to compare with. */
    public Connection jdbc() throws SQLException {
        return jdbc(DATABASE);
    }

    private Connection jdbc(String database) throws SQLException {
        return DriverManager
                .getConnection(
                        "jdbc:postgresql://" + host() + ":" + port + "/" + database + "?user=" + USER + "&sslmode=disable");
    }

    /** What the server has logged since it was created. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server and deletes its data. Not for the shared ones. */
    @Override
    public void close() {
        closeFiles();
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
    }

    private synchronized void closeFiles() {
        stopImmediate();
        try {
            WorkFolder.delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void initialize(Builder builder) {
        String locale = System.getProperty("os.name").startsWith("Linux") ? "C.UTF-8" : "C";
        ServerProcess.run(List.of(binaries.resolve("bin/initdb").toString(), "-D", data.toString(), "-U", USER, "-A", "trust",
                "-E", "UTF8", "--locale=" + locale, "-N"));
        Map<String, String> settings = new LinkedHashMap<>(Map.of("listen_addresses", host(), "port", String.valueOf(port),
                "unix_socket_directories", data.toString(), "timezone", "UTC", "log_timezone", "UTC"));
        settings.putAll(builder.settings);
        if (builder.certificate != null) {
            settings.put("ssl", "on");
            settings.put("ssl_cert_file", copy(builder.certificate, "server.crt"));
            settings.put("ssl_key_file", copy(builder.key, "server.key"));
        }
        if (builder.authority != null) {
            settings.put("ssl_ca_file", copy(builder.authority, "root.crt"));
        }
        configure(settings);
        if (!builder.hba.isEmpty()) {
            write("pg_hba.conf", String.join("\n", builder.hba) + "\n", StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    private String copy(Path file, String name) {
        try {
            Path copy = Files.copy(file, data.resolve(name));
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(String name, String text) {
        write(name, text, StandardOpenOption.APPEND);
    }

    private void write(String name, String text, StandardOpenOption option) {
        try {
            Files.writeString(data.resolve(name), text, StandardOpenOption.WRITE, option);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared18 {
        private static final TestServer SERVER = builder().version(PostgresVersion.V18).build();
    }

    private static final class Shared13 {
        private static final TestServer SERVER = builder().version(PostgresVersion.V13).build();
    }

    /** What a server of a test's own is to be like. */
    public static final class Builder {
        private final Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "wal_level", "logical", "max_wal_senders", "20", "max_replication_slots", "20",
                "max_prepared_transactions", "20", "max_connections", "200", "fsync", "off",
                "full_page_writes", "off", "jit", "off", "shared_buffers", "32MB"));
        private final List<String> hba = new ArrayList<>();
        private PostgresVersion version = PostgresVersion.V18;
        private int port;
        private Path certificate;
        private Path key;
        private Path authority;

        private Builder() {
        }

        public Builder version(PostgresVersion version) {
            this.version = version;
            return this;
        }

        /** A port to listen on; a free one is taken by default. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** A setting of postgresql.conf, unquoted. */
        public Builder setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /** Lines of pg_hba.conf, in place of those that trust everybody; the first that fits decides. */
        public Builder hba(String... lines) {
            hba.addAll(List.of(lines));
            return this;
        }

        /** PEM files of the server's certificate and key: switches TLS on. */
        public Builder tls(Path certificate, Path key) {
            this.certificate = certificate;
            this.key = key;
            return this;
        }

        /** PEM file of the authority that client certificates are checked with. */
        public Builder clientAuthority(Path authority) {
            this.authority = authority;
            return this;
        }

        /** Creates and starts the server; about a second. */
        public TestServer build() {
            return new TestServer(this);
        }
    }
}
