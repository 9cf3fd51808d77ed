package io.quarkiverse.psycopg.runtime.driver.connection.net;

import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;

import javax.net.ssl.SSLException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;

/**
 * Why a stream could not be opened or secured, as far as the network's exceptions tell.
 */
public enum NetworkCause {
    /** Nothing answered in time. */
    SILENCE,
    /** The other side refuses. */
    REFUSED,
    /** There is no route. */
    NO_ROUTE,
    /** The Unix socket's file does not exist. */
    NO_FILE,
    /** Something else than TLS came where TLS was agreed on. */
    PLAIN_TEXT,
    /** The TLS handshake failed. */
    TLS,
    /** Anything else. */
    OTHER;

    private static final int DEEPEST = 20;

    /** The cause behind an exception of this package's futures. */
    public static NetworkCause of(Throwable failure) {
        if (find(failure, NotSslRecordException.class) != null) {
            return PLAIN_TEXT;
        }
        if (find(failure, SSLException.class) != null) {
            return TLS;
        }
        // It is a ConnectException too.
        if (failure instanceof ConnectTimeoutException) {
            return SILENCE;
        }
        if (failure instanceof NoRouteToHostException) {
            return NO_ROUTE;
        }
        if (failure instanceof FileNotFoundException) {
            return NO_FILE;
        }
        return failure instanceof ConnectException ? REFUSED : OTHER;
    }

    /** The first of this class among an exception and its causes, null for none. */
    public static <T extends Throwable> T find(Throwable failure, Class<T> type) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
            at = at.getCause();
        }
        return null;
    }
}
