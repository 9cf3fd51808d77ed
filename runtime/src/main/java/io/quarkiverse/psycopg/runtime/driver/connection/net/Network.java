package io.quarkiverse.psycopg.runtime.driver.connection.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.FutureListener;
import io.quarkiverse.psycopg.TcpKeepAlive;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.NetSocketInternal;

/**
 * Looks names up and opens sockets of one configuration. Thread-safe. Each stream keeps its network alive: Vert.x
 * closes the sockets of a client that nobody can reach any more.
 */
public final class Network {

    private final VertxInternal vertx;
    private final NetClient client;
    private final TcpKeepAlive keepAlive;
    private final boolean tls;

    /**
     * @param vertx the instance whose event loops carry the streams
     * @param options socket and TLS options; copied
     * @param keepAlive figures that those do not have
     */
    Network(Vertx vertx, NetClientOptions options, TcpKeepAlive keepAlive) {
        this.keepAlive = keepAlive;
        this.tls = options.isSsl();
        this.vertx = (VertxInternal) vertx;
        this.client = vertx.createNetClient(options);
    }

    /**
     * A context of its own for a connection, on the caller's event loop where the caller is on one, so that what they
     * tell each other need not change threads.
     */
    public static Context newContext(Vertx vertx) {
        VertxInternal owner = (VertxInternal) vertx;
        ContextInternal current = owner.getContext();
        return current == null || !current.isEventLoopContext()
                ? owner.createEventLoopContext()
                : owner.createEventLoopContext(current.nettyEventLoop(), current.workerPool(), current.classLoader());
    }

    /** Whether Unix domain sockets can be opened: they need Vert.x's native transport. */
    public boolean canOpenUnixSockets() {
        return vertx.isNativeTransportEnabled();
    }

    /**
     * All addresses of a name, in the resolver's order; an address in text is itself.
     *
     * @param name what is looked up
     * @param host what stands beside the addresses that were found: a certificate is compared with it
     * @return completes on the context; fails with {@link java.net.UnknownHostException} for a name that nobody knows
     */
    public Future<List<InetSocketAddress>> lookUp(Context context, String name, String host, int port) {
        ContextInternal owner = (ContextInternal) context;
        Promise<List<InetSocketAddress>> promise = owner.promise();
        // A scope of IPv6 is the resolver's.
        byte[] literal = name.indexOf('%') < 0 ? NetUtil.createByteArrayFromIpAddressString(name) : null;
        if (literal != null) {
            promise.complete(List.of(named(host, literal, port)));
            return promise.future();
        }
        vertx.nettyAddressResolverGroup().getResolver(owner.nettyEventLoop())
                .resolveAll(InetSocketAddress.createUnresolved(name, port))
                .addListener((FutureListener<List<InetSocketAddress>>) found -> {
                    if (found.isSuccess()) {
                        promise.complete(found.getNow().stream()
                                .map(address -> host.isEmpty() ? address : named(host, address.getAddress().getAddress(), port))
                                .toList());
                    } else {
                        promise.fail(found.cause());
                    }
                });
        return promise.future();
    }

    /** An address together with the name that stands for it, which may be none; nothing is looked up. */
    private static InetSocketAddress named(String host, byte[] address, int port) {
        try {
            return new InetSocketAddress(
                    host.isEmpty() ? InetAddress.getByAddress(address) : InetAddress.getByAddress(host, address), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address of " + address.length + " bytes", e);
        }
    }

    /** Opens a TCP stream; one of TLS from the first byte where the options say so. Completes on the context. */
    public Future<Transport> open(Context context, InetSocketAddress address, String serverName) {
        return open(context, SocketAddress.inetSocketAddress(address), serverName);
    }

    /** Opens a stream to a Unix domain socket. Completes on the context. */
    public Future<Transport> openUnix(Context context, String path) {
        return open(context, SocketAddress.domainSocketAddress(path), null);
    }

    private Future<Transport> open(Context context, SocketAddress address, String serverName) {
        Promise<Transport> promise = ((ContextInternal) context).promise();
        context.runOnContext(ignored -> client.connect(address, serverName)
                .<Transport> map(socket -> opened(context, (NetSocketInternal) socket))
                .onComplete(promise));
        return promise.future();
    }

    private Transport opened(Context context, NetSocketInternal socket) {
        KeepAlive.apply(keepAlive, socket.channelHandlerContext().channel());
        return new VertxTransport(context, socket, this, tls);
    }
}
