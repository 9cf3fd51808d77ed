package io.quarkiverse.psycopg.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PgBouncer in transaction mode on 127.0.0.1 before a test server, as Debian packages it. It does not outlive its JVM.
 */
public final class PgBouncer implements AutoCloseable {

    /** Ends the pooler when the pipe from this JVM ends. */
    private static final String SCRIPT = "exec 3<&0; { read -r end <&3; kill -INT $$; } & exec \"$@\" 3<&- </dev/null";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Path folder;
    private final int port;
    private final Process process;

    private PgBouncer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Where the program is, empty where it is not installed. */
    public static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(directory -> !directory.isBlank()).map(directory -> Path.of(directory, "pgbouncer"))
                .filter(Files::isExecutable).findFirst();
    }

    /** Starts one with so many connections to the server; returns when it accepts connections. */
    public static PgBouncer before(TestServer server, int poolSize) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path folder = Files.createDirectories(WorkFolder.newDataFolder());
            int port = socket.getLocalPort();
            socket.close();
            Path configuration = Files.writeString(folder.resolve("pgbouncer.ini"), """
                    [databases]
                    * = host=%s port=%d user=%s
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = any
                    pool_mode = transaction
                    default_pool_size = %d
                    """.formatted(server.host(), server.port(), TestServer.USER, port, poolSize));
            List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
            command.addAll(ServerProcess.asOrdinaryUser());
            command.addAll(List.of(program().orElseThrow().toString(), configuration.toString()));
            Path log = folder.resolve("pgbouncer.log");
            PgBouncer pooler = new PgBouncer(folder, port, new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start());
            pooler.awaitReady(log);
            return pooler;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Path log) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                String said = Files.readString(log);
                close();
                throw new IllegalStateException("PgBouncer did not start:\n" + said);
            }
            Thread.yield();
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Always {@code 127.0.0.1}. */
    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
                process.destroyForcibly();
            }
            WorkFolder.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
