package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import io.quarkiverse.psycopg.error.ConnectionFailedException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.error.TlsException;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Transport;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SSLRequest;

/**
 * Asks the server for TLS and takes its one-byte answer. Anything after that byte was put there by somebody else, since
 * a server waits for the client then: it is refused, in the same segment here, in a later one by the handshake.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-SSL">PostgreSQL documentation, SSL
 *      Session Encryption</a>
 */
final class TlsNegotiation implements Transport.Receiver {

    /** What comes of it; exactly one method is called, once. */
    interface Outcome {

        /** The server has TLS: the handshake may begin. */
        void accepted();

        /** The server has no TLS and waits for the startup message in plain text. */
        void declined();

        /** Neither: the stream is of no use. */
        void failed(PgException reason);
    }

    private static final byte YES = 'S';
    private static final byte NO = 'N';
    private static final byte ERROR = 'E';

    private final String server;
    private final Outcome outcome;
    private boolean answered;

    TlsNegotiation(String server, Outcome outcome) {
        this.server = server;
        this.outcome = outcome;
    }

    void begin(Transport transport) {
        transport.receiver(this);
        WireWriter out = new WireWriter(8);
        new SSLRequest().write(out);
        transport.write(out.array(), 0, out.size());
    }

    @Override
    public void received(byte[] chunk, int offset, int length) {
        if (answered) {
            return;
        }
        answered = true;
        byte answer = chunk[offset];
        if (length > 1 && (answer == YES || answer == NO)) {
            outcome.failed(new TlsException(server + " sent " + (length - 1) + " bytes after its answer to the request for TLS:"
                    + " somebody may stand in between"));
        } else if (answer == YES) {
            outcome.accepted();
        } else if (answer == NO) {
            outcome.declined();
        } else if (answer == ERROR) {
            // Its text came before the server was authenticated, so it is not shown.
            outcome.failed(new TlsException(server + " answered the request for TLS with an error; its log says why"));
        } else {
            outcome.failed(new ProtocolViolationException(server + " answered the request for TLS with the byte 0x"
                    + Integer.toHexString(answer & 0xff) + ": is this a PostgreSQL server?"));
        }
    }

    @Override
    public void closed(Throwable causeOrNull) {
        if (!answered) {
            answered = true;
            outcome.failed(new ConnectionFailedException(server + " closed the connection instead of answering the request for"
                    + " TLS: is this a PostgreSQL server?", causeOrNull));
        }
    }
}
