package io.quarkiverse.psycopg.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Somebody between client and server who has a certificate of his own that the client trusts: he ends the client's TLS,
 * begins another with the server, and passes everything on unchanged.
 */
public final class TlsInBetween implements AutoCloseable {

    private static final int SSL_REQUEST = 80877103;

    private final ServerSocket listener;
    private final SSLContext certificate;
    private final int serverPort;

    public TlsInBetween(SSLContext certificate, int serverPort) {
        this.certificate = certificate;
        this.serverPort = serverPort;
        try {
            listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RogueServer.daemon("tls-in-between", this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                RogueServer.daemon("tls-in-between-connection", () -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client; Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            client.getInputStream().readNBytes(8);
            client.getOutputStream().write('S');
            SSLSocket toClient = (SSLSocket) certificate.getSocketFactory().createSocket(client, null, client.getPort(), false);
            toClient.setUseClientMode(false);
            toClient.startHandshake();
            server.getOutputStream().write(ByteBuffer.allocate(8).putInt(8).putInt(SSL_REQUEST).array());
            server.getInputStream().read();
            SSLSocket toServer = (SSLSocket) trusting().getSocketFactory().createSocket(server, "127.0.0.1", serverPort, false);
            toServer.startHandshake();
            RogueServer.daemon("tls-in-between-back", () -> pump(toServer, toClient));
            pump(toClient, toServer);
        } catch (IOException | GeneralSecurityException e) {
            // Either side has closed: the client sees the end of its connection, which is what the test looks at.
            return;
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[8192];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                out.write(chunk, 0, n);
                out.flush();
            }
            to.close();
        } catch (IOException e) {
            // As above.
            return;
        }
    }

    private static SSLContext trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] { new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String authType) {
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType) {
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        } }, null);
        return context;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
