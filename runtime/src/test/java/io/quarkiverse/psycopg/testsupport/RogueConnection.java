package io.quarkiverse.psycopg.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireLimits;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendKeyData;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ParameterStatus;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ReadyForQuery;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FrontendDecoder;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FrontendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FrontendType;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SSLRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.StartupMessage;

/**
 * A script's end of one connection to a {@link RogueServer}. Blocking, for the script's thread only.
 */
public final class RogueConnection implements AutoCloseable {

    /** What {@link #beginSession()} gives as process id. */
    public static final int PID = 4711;
    /** What {@link #beginSession()} gives as cancel key. */
    public static final Bytes KEY = Bytes.copyOf(new byte[] { 1, 2, 3, 4 });

    private static final byte NO_TLS = 'N';

    private final Consumer<String> trace;
    private final FrontendDecoder decoder = new FrontendDecoder(WireLimits.DEFAULT);
    private final Deque<FrontendMessage> received = new ArrayDeque<>();
    private final byte[] chunk = new byte[64 * 1024];
    private final Socket plain;
    private volatile Socket socket;

    RogueConnection(Socket socket, Consumer<String> trace) {
        this.plain = socket;
        this.socket = socket;
        this.trace = trace;
    }

    void begin() throws IOException {
        trace.accept("accept");
        plain.setTcpNoDelay(true);
        plain.setSoTimeout((int) RogueServer.DEADLINE.toMillis());
    }

    /** The next message. */
    public FrontendMessage receive() throws IOException {
        FrontendMessage message = next();
        if (message == null) {
            trace.accept("< end");
            throw new AssertionError("a message expected, but the client closed the connection");
        }
        trace.accept("< " + message.type());
        return message;
    }

    /** The next message, which must be of this class. */
    public <T extends FrontendMessage> T expect(Class<T> kind) throws IOException {
        FrontendMessage message = receive();
        if (!kind.isInstance(message)) {
            throw new AssertionError("expected " + kind.getSimpleName() + ", got " + message);
        }
        return kind.cast(message);
    }

    /** The next messages, which must be of these types in this order; the last one is returned. */
    public FrontendMessage expect(FrontendType... types) throws IOException {
        FrontendMessage message = null;
        for (FrontendType type : types) {
            message = receive();
            if (message.type() != type) {
                throw new AssertionError("expected " + type + " of " + Arrays.toString(types) + ", got " + message);
            }
        }
        return message;
    }

    /** The client closes, by FIN or RST, without another byte. */
    public void expectEnd() throws IOException {
        FrontendMessage message;
        try {
            message = next();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (SocketException e) {
            message = null;
        }
        if (message != null || decoder.bufferedBytes() > 0) {
            throw new AssertionError("the end expected, got " + (message != null ? message : "a part of a message"));
        }
        trace.accept("< end");
    }

    /** Expects nothing to come for so long: no byte, and no end. */
    public void expectSilence(Duration duration) throws IOException {
        socket.setSoTimeout((int) duration.toMillis());
        try {
            FrontendMessage message = next();
            throw new AssertionError("silence expected, got " + (message == null ? "the end" : message));
        } catch (SocketTimeoutException e) {
            if (decoder.bufferedBytes() > 0) {
                throw new AssertionError("silence expected, got a part of a message", e);
            }
        } finally {
            socket.setSoTimeout((int) RogueServer.DEADLINE.toMillis());
        }
    }

    /** Sends the messages in one write. */
    public void send(BackendMessage... messages) throws IOException {
        write(encode(messages));
    }

    /** Sends bytes as they are, traced by their count. */
    public void sendRaw(byte... bytes) throws IOException {
        trace.accept(bytes.length == 1 ? "> '" + (char) bytes[0] + "'" : "> " + bytes.length + " bytes");
        write(bytes);
    }

    /** Sends the messages a byte at a time, with a pause before each byte. Ends early when the client closes. */
    public void dribble(Duration pause, BackendMessage... messages) throws IOException, InterruptedException {
        for (byte b : encode(messages)) {
            Thread.sleep(pause.toMillis());
            write(new byte[] { b });
        }
    }

    /** Sends only the first bytes of the messages. */
    public void sendFirst(int bytes, BackendMessage... messages) throws IOException {
        byte[] all = encode(messages);
        write(Arrays.copyOf(all, bytes));
    }

    /**
     * Answers an SSLRequest, which must be next, with 'S' and becomes the server of a TLS handshake.
     *
     * @param protocols versions to allow, all that the context has when none
     */
    public SSLSession acceptTls(SSLContext context, String... protocols) throws IOException {
        expect(SSLRequest.class);
        sendRaw((byte) 'S');
        return upgrade(context, protocols);
    }

    /** Becomes the server of a TLS handshake at once: after an 'S' that was sent, or for direct TLS. */
    public SSLSession upgrade(SSLContext context, String... protocols) throws IOException {
        if (!received.isEmpty() || decoder.bufferedBytes() > 0) {
            throw new AssertionError("the client sent more before TLS began");
        }
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), false);
        tls.setUseClientMode(false);
        tls.setHandshakeApplicationProtocolSelector(
                (s, offered) -> offered.contains("postgresql") ? "postgresql" : "");
        if (protocols.length > 0) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setProtocols(protocols);
            tls.setSSLParameters(parameters);
        }
        try {
            tls.startHandshake();
        } catch (IOException e) {
            trace.accept("tls failed");
            throw e;
        }
        trace.accept("tls " + tls.getSession().getProtocol());
        socket = tls;
        return tls.getSession();
    }

    /** The application protocol that the handshake chose, empty without one. */
    public String applicationProtocol() {
        return socket instanceof SSLSocket tls && tls.getApplicationProtocol() != null ? tls.getApplicationProtocol() : "";
    }

    /**
     * Plays a server that trusts everybody: 'N' to an SSLRequest, then from the StartupMessage to ReadyForQuery.
     */
    public StartupMessage beginSession() throws IOException {
        FrontendMessage first = receive();
        if (first instanceof SSLRequest) {
            sendRaw(NO_TLS);
            first = receive();
        }
        if (!(first instanceof StartupMessage startup)) {
            throw new AssertionError("expected StartupMessage, got " + first);
        }
        send(EmptyMessage.AUTHENTICATION_OK, new ParameterStatus("server_version", "18.0"),
                new ParameterStatus("client_encoding", "UTF8"), new ParameterStatus("server_encoding", "UTF8"),
                new ParameterStatus("integer_datetimes", "on"), new ParameterStatus("standard_conforming_strings", "on"),
                new ParameterStatus("TimeZone", "UTC"), new ParameterStatus("DateStyle", "ISO, MDY"),
                new BackendKeyData(PID, KEY), new ReadyForQuery(TransactionIndicator.IDLE));
        return startup;
    }

    /** Sends FIN; the client's bytes can still be read. */
    public void finish() throws IOException {
        trace.accept("> end");
        socket.shutdownOutput();
    }

    /** Sends RST, and the connection is gone. */
    public void reset() throws IOException {
        trace.accept("> reset");
        plain.setSoLinger(true, 0);
        plain.close();
    }

    /** Closes: FIN, unless bytes of the client are unread. */
    @Override
    public void close() throws IOException {
        if (!plain.isClosed()) {
            trace.accept("> close");
            socket.close();
            plain.close();
        }
    }

    void abort() {
        try {
            plain.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket did not close", e);
        }
    }

    private FrontendMessage next() throws IOException {
        InputStream in = socket.getInputStream();
        while (received.isEmpty()) {
            int n = in.read(chunk);
            if (n < 0) {
                return null;
            }
            decoder.feed(chunk, 0, n, received::add);
        }
        return received.poll();
    }

    private byte[] encode(BackendMessage... messages) {
        WireWriter out = new WireWriter();
        for (BackendMessage message : messages) {
            trace.accept("> " + message.type());
            decoder.answered(message);
            message.write(out);
        }
        return out.toByteArray();
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }
}
