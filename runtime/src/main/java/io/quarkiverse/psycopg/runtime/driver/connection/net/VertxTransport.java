package io.quarkiverse.psycopg.runtime.driver.connection.net;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.net.impl.NetSocketInternal;

/**
 * A stream over a Vert.x socket. Takes Netty's buffers from the socket directly, so that each byte is copied once, out
 * of the pooled buffer that it was read into.
 */
final class VertxTransport implements Transport {

    private static final long CLOSE_GRACE_MILLIS = 5_000;

    private final Context context;
    private final NetSocketInternal socket;
    private final Network keptAlive;
    private final Queue<byte[]> early = new ArrayDeque<>();
    private Receiver receiver;
    private Throwable cause;
    private boolean closed;
    private boolean closing;
    private boolean tlsBegun;

    /** @param tls whether it is a stream of TLS from its first byte */
    VertxTransport(Context context, NetSocketInternal socket, Network network, boolean tls) {
        this.context = context;
        this.socket = socket;
        this.keptAlive = network;
        this.tlsBegun = tls;
        socket.messageHandler(this::arrived);
        socket.exceptionHandler(failure -> cause = cause == null ? failure : cause);
        socket.closeHandler(ignored -> ended());
    }

    @Override
    public Context context() {
        return context;
    }

    @Override
    public void receiver(Receiver receiver) {
        this.receiver = receiver;
        for (byte[] chunk = early.poll(); chunk != null; chunk = early.poll()) {
            receiver.received(chunk, 0, chunk.length);
        }
        if (closed) {
            receiver.closed(cause);
        }
    }

    private void arrived(Object message) {
        try {
            if (message instanceof ByteBuf buffer && buffer.isReadable()) {
                byte[] chunk = new byte[buffer.readableBytes()];
                buffer.readBytes(chunk);
                if (receiver == null) {
                    early.add(chunk);
                } else {
                    receiver.received(chunk, 0, chunk.length);
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void ended() {
        if (!closed) {
            closed = true;
            if (receiver != null) {
                receiver.closed(cause);
            }
        }
    }

    @Override
    public void write(byte[] array, int offset, int length) {
        if (!closed) {
            // The socket would copy an array into a pooled direct buffer anyway.
            ByteBuf bytes = channel().alloc().directBuffer(length).writeBytes(array, offset, length);
            socket.writeMessage(bytes, null);
        }
    }

    @Override
    public boolean isWritable() {
        return channel().isWritable();
    }

    @Override
    public void drainHandler(Runnable handler) {
        socket.drainHandler(ignored -> handler.run());
    }

    @Override
    public void pauseReading() {
        channel().config().setAutoRead(false);
    }

    @Override
    public void resumeReading() {
        channel().config().setAutoRead(true);
    }

    @Override
    public void close() {
        if (closed || closing) {
            return;
        }
        closing = true;
        socket.close();
        if (!closed) {
            Loop.Timer timer = Loop.of(context).schedule(this::abort, TimeUnit.MILLISECONDS.toNanos(CLOSE_GRACE_MILLIS));
            channel().closeFuture().addListener(ignored -> timer.cancel());
        }
    }

    @Override
    public void abort() {
        Channel channel = channel();
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.unsafe().close(channel.voidPromise());
        }
    }

    @Override
    public Optional<TlsSession> tls() {
        SslHandler handler = tlsBegun ? channel().pipeline().get(SslHandler.class) : null;
        if (handler == null) {
            return Optional.empty();
        }
        SSLSession session = handler.engine().getSession();
        return Optional.of(new TlsSession(session.getProtocol(), session.getCipherSuite(),
                Optional.ofNullable(handler.applicationProtocol()), serverCertificate(session),
                session.getLocalCertificates() != null));
    }

    private static Optional<X509Certificate> serverCertificate(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate own ? Optional.of(own) : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    @Override
    public Future<Void> startTls(String serverName) {
        tlsBegun = true;
        return socket.upgradeToSsl(serverName);
    }

    @Override
    public String toString() {
        return "VertxTransport[" + socket.remoteAddress() + " of " + keptAlive + "]";
    }

    private Channel channel() {
        return socket.channelHandlerContext().channel();
    }
}
