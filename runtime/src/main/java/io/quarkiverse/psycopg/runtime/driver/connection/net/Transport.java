package io.quarkiverse.psycopg.runtime.driver.connection.net;

import java.util.Optional;

import io.vertx.core.Context;
import io.vertx.core.Future;

/**
 * An open byte stream to a server. It belongs to one Vert.x event-loop context: every method is called on it, and the
 * receiver is called on it.
 */
public interface Transport {

    /** Takes what arrives. Called on the transport's context only. */
    interface Receiver {

        /**
         * Bytes have arrived. The array belongs to the receiver from now on; it is never written again.
         *
         * @param chunk array that holds the bytes
         * @param offset index of the first one
         * @param length how many, at least 1
         */
        void received(byte[] chunk, int offset, int length);

        /**
         * The stream has ended; nothing is called after it. Told once, whoever ended it.
         *
         * @param causeOrNull why, null where the peer or this side closed in order
         */
        void closed(Throwable causeOrNull);
    }

    /** The context that this stream belongs to. */
    Context context();

    /** Sets who takes what arrives; replaces the former one. Bytes that came while there was none are handed over first. */
    void receiver(Receiver receiver);

    /**
     * Sends bytes, which are copied before anything else happens: the array stays the caller's. Never blocks and never fails: a
     * stream that is gone tells the receiver so. What is written while bytes are being received is flushed once, after the last
     * of them.
     */
    void write(byte[] array, int offset, int length);

    /** Whether less is waiting to be sent than the high-water mark; more may be written in any case. */
    boolean isWritable();

    /** Sets what is called each time the stream becomes writable again. */
    void drainHandler(Runnable handler);

    /** Stops reading from the socket; what was already read from it is still handed over. */
    void pauseReading();

    /** Reads on after {@link #pauseReading}. */
    void resumeReading();

    /** Flushes what was written, then closes; closes in any case after a few seconds. */
    void close();

    /** Closes at once and without a word (RST where the socket can): what was not sent yet is dropped. */
    void abort();

    /** Facts of the TLS session, empty on a plain stream. */
    Optional<TlsSession> tls();

    /**
     * Goes over to TLS on a plain stream, as a client, with the configuration that the stream was opened with.
     *
     * @param serverName name to ask for (SNI), null to send none
     * @return completes on the context when the handshake has ended; on failure the stream is closed too
     */
    Future<Void> startTls(String serverName);
}
