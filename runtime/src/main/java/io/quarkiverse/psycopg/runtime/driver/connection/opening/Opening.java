package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import java.util.Optional;

import io.quarkiverse.psycopg.PgTlsOptions;
import io.quarkiverse.psycopg.SslCertMode;
import io.quarkiverse.psycopg.SslNegotiation;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.TlsException;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Network;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Networks;
import io.quarkiverse.psycopg.runtime.driver.connection.net.TlsSession;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Transport;
import io.quarkiverse.psycopg.runtime.driver.connection.opening.ConnectTrace.Event;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;

/**
 * Opens one stream to one target, with the TLS that is asked for, up to where the first message can be sent: sessions
 * and cancel requests alike, so that both have the same checks. On the context only.
 */
final class Opening implements TlsNegotiation.Outcome {

    private final Networks networks;
    private final PgTlsOptions options;
    private final ConnectTrace trace;
    private final Context context;
    private final Target target;
    private final Encryption encryption;
    private final Promise<Transport> result;
    private Transport transport;
    private boolean ended;
    private String phase = "opening the socket";

    Opening(Networks networks, PgTlsOptions options, ConnectTrace trace, Context context, Target target,
            Encryption encryption) {
        this.networks = networks;
        this.options = options;
        this.trace = trace;
        this.context = context;
        this.target = target;
        this.encryption = encryption;
        this.result = ((ContextInternal) context).promise();
    }

    Future<Transport> open() {
        if (encryption == Encryption.PLAIN) {
            open(networks.plain());
        } else {
            networks.tls(context).onComplete(made -> {
                if (made.succeeded()) {
                    open(made.result());
                } else {
                    failed(ConnectFailures.notOpened(target, made.cause()));
                }
            });
        }
        return result.future();
    }

    private void open(Network network) {
        if (ended) {
            return;
        }
        if (target.isUnixSocket() && !network.canOpenUnixSockets()) {
            failed(ConnectFailures.noUnixSockets(target));
            return;
        }
        Future<Transport> opening = target.address().isPresent()
                ? network.open(context, target.address().get(), serverName())
                : network.openUnix(context, target.host().socketPath());
        opening.onComplete(opened -> {
            if (opened.failed()) {
                failed(ConnectFailures.notOpened(target, opened.cause()));
            } else if (ended) {
                opened.result().abort();
            } else {
                opened(opened.result());
            }
        });
    }

    /** Null where no name is to be sent. */
    private String serverName() {
        return options.sni() ? target.serverName().orElse(null) : null;
    }

    private boolean isDirect() {
        return options.negotiation() == SslNegotiation.DIRECT && encryption == Encryption.TLS;
    }

    private void opened(Transport opened) {
        transport = opened;
        trace.at(Event.SOCKET_OPENED, target.host());
        if (encryption == Encryption.PLAIN) {
            complete();
        } else if (isDirect()) {
            secured();
        } else {
            phase = "asking for TLS";
            trace.at(Event.TLS_ASKED_FOR, target.host());
            new TlsNegotiation(target.toString(), this).begin(transport);
        }
    }

    @Override
    public void accepted() {
        phase = "the TLS handshake";
        transport.startTls(serverName()).onComplete(done -> {
            if (done.succeeded()) {
                secured();
            } else {
                failed(ConnectFailures.tls(target, done.cause()));
            }
        });
    }

    @Override
    public void declined() {
        trace.at(Event.TLS_REFUSED, target.host());
        if (encryption == Encryption.TLS_OR_PLAIN) {
            complete();
        } else {
            failed(new TlsException(target + " has no TLS, but ssl-mode=" + options.mode().keyword()
                    + " demands it: switch it on there (ssl = on), or use another ssl-mode"));
        }
    }

    private void secured() {
        if (ended) {
            return;
        }
        Optional<TlsSession> session = transport.tls();
        if (session.isEmpty()) {
            failed(new TlsException("TLS with " + target + " failed"));
        } else if (isDirect() && session.get().applicationProtocol().isEmpty()) {
            failed(new TlsException(
                    target + " did not agree on the protocol by ALPN: sslnegotiation=direct needs PostgreSQL 17"));
        } else if (options.certMode() == SslCertMode.REQUIRE && !session.get().clientCertificateSent()) {
            failed(new TlsException(target + " did not ask for a client certificate, but sslcertmode=require demands it"));
        } else {
            trace.at(Event.TLS_ESTABLISHED, target.host());
            complete();
        }
    }

    private void complete() {
        if (!ended) {
            ended = true;
            result.complete(transport);
        }
    }

    /** What is being waited for, for messages. */
    String phase() {
        return phase;
    }

    /** Gives up; also how a failure found from outside, such as a deadline, ends it. */
    @Override
    public void failed(PgException reason) {
        if (!ended) {
            ended = true;
            if (transport != null) {
                transport.abort();
            }
            result.fail(reason);
        }
    }
}
