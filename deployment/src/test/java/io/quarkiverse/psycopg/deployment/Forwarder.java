package io.quarkiverse.psycopg.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes a port's bytes on to another one until it is closed; then its connections break and nobody listens there.
 */
public final class Forwarder implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket();
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    public Forwarder(int port, int target) throws IOException {
        this.target = target;
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                start(() -> pump(client, server));
                start(() -> pump(server, client));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void pump(Socket from, Socket to) {
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // One side has ended: both are closed now.
            sockets.remove(from);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "forwarder");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        close(listener);
        sockets.forEach(Forwarder::close);
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
