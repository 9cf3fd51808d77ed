package io.quarkiverse.psycopg.runtime.driver.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgTlsOptions;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramChallenge;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Network;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASL;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASLContinue;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASLFinal;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ReadyForQuery;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SASLInitialResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SASLResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.StartupMessage;
import io.quarkiverse.psycopg.testsupport.RogueConnection;
import io.quarkiverse.psycopg.testsupport.RogueServer;
import io.quarkiverse.psycopg.testsupport.ScramServer;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Logins are slow by intent: the event loop must not feel it, and a cache may spare it. */
class KeyDerivationTest {

    private static final int CONNECTS = 50;
    private static final int ITERATIONS = 100_000;
    private static final int ROUNDS = 5;
    private static final int TICK_MILLIS = 5;
    private static final long LONGEST_DELAY_MILLIS = 50;

    private static PgConnectOptions.Builder to(String host, int port) {
        return PgConnectOptions.builder().hosts(List.of(new HostSpec(host, port))).user("ann").password("secret")
                .database("postgres").connectTimeout(Duration.ofSeconds(60))
                .tls(PgTlsOptions.builder().mode(SslMode.DISABLE).build());
    }

    @Test
    void manyLoginsDoNotDelayTheEventLoop() {
        try (TestServer server = TestServer.builder().hba("host all postgres 127.0.0.1/32 trust",
                "host all all 127.0.0.1/32 scram-sha-256").build(); Connecting connecting = new Connecting()) {
            server.execute("SET scram_iterations = " + ITERATIONS, "CREATE ROLE ann LOGIN PASSWORD 'secret'");
            Connector connector = connecting.connector(to(server.host(), server.port()).build());
            Context context = Network.newContext(connecting.vertx());
            long best = Long.MAX_VALUE;
            // What else the machine does delays timers too: what an idle event loop suffers at the same time is taken off, and
            // the best of several rounds counts, of which the first warms up.
            for (int round = 0; round < ROUNDS && best >= LONGEST_DELAY_MILLIS; round++) {
                best = Math.min(best, longestDelay(connecting, connector, context));
            }
            assertThat(best).isLessThan(LONGEST_DELAY_MILLIS);
        }
    }

    private static long longestDelay(Connecting connecting, Connector connector, Context context) {
        AtomicLong longest = new AtomicLong();
        AtomicLong longestElsewhere = new AtomicLong();
        long ticker = tick(connecting, context, longest);
        long control = tick(connecting, Network.newContext(connecting.vertx()), longestElsewhere);
        long start = System.nanoTime();
        List<Future<Session>> sessions = new ArrayList<>();
        for (int i = 0; i < CONNECTS; i++) {
            sessions.add(connector.connect(context, SessionListener.NONE));
        }
        Connecting.await(Future.all(sessions));
        System.out.println(CONNECTS + " logins at " + ITERATIONS + " iterations took "
                + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms; a timer on their event loop was late by "
                + longest.get() + " ms at most, one on an idle event loop by " + longestElsewhere.get() + " ms");
        connecting.vertx().cancelTimer(ticker);
        connecting.vertx().cancelTimer(control);
        sessions.forEach(session -> connecting.close(session.result()));
        return longest.get() - longestElsewhere.get();
    }

    private static long tick(Connecting connecting, Context context, AtomicLong longest) {
        Promise<Long> started = Promise.promise();
        context.runOnContext(ignored -> {
            long[] last = { System.nanoTime() };
            started.complete(connecting.vertx().setPeriodic(TICK_MILLIS, tick -> {
                long now = System.nanoTime();
                long late = Duration.ofNanos(now - last[0]).toMillis() - TICK_MILLIS;
                last[0] = now;
                longest.accumulateAndGet(late, Math::max);
            }));
        });
        return Connecting.await(started.future());
    }

    @Test
    void keptKeysSpareTheDerivation() {
        try (RogueServer rogue = RogueServer.startForAll(2, KeyDerivationTest::login);
                Connecting connecting = new Connecting()) {
            Connector connector = connecting.connector(to(rogue.host(), rogue.port()).scramKeyCache(true).build());
            Context context = Network.newContext(connecting.vertx());
            for (int login = 0; login < 2; login++) {
                Connecting.await(connector.connect(context, SessionListener.NONE)).abort();
            }
            rogue.await();
            // A derivation asks first whether it is still wanted, kept keys need not ask.
            ScramChallenge challenge = new ScramChallenge(ScramServer.salt(), ITERATIONS);
            BooleanSupplier unwanted = () -> true;
            assertThat(Connecting.await(connector.keys(context, "ann", "secret", challenge, unwanted))).isNotNull();
            assertThatThrownBy(() -> Connecting.await(connector.keys(context, "ann", "other", challenge, unwanted)))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void connectorsOfADriverShareKeptKeys() {
        try (RogueServer rogue = RogueServer.startForAll(1, KeyDerivationTest::login);
                Connecting connecting = new Connecting()) {
            PgConnectOptions options = to(rogue.host(), rogue.port()).scramKeyCache(true).build();
            Context context = Network.newContext(connecting.vertx());
            Connecting.await(connecting.connector(options).connect(context, SessionListener.NONE)).abort();
            rogue.await();
            ScramChallenge challenge = new ScramChallenge(ScramServer.salt(), ITERATIONS);
            BooleanSupplier unwanted = () -> true;
            assertThat(Connecting.await(connecting.connector(options).keys(context, "ann", "secret", challenge, unwanted)))
                    .isNotNull();
            Connector keepsNone = connecting.connector(options.toBuilder().scramKeyCache(false).build());
            assertThatThrownBy(() -> Connecting.await(keepsNone.keys(context, "ann", "secret", challenge, unwanted)))
                    .isInstanceOf(CancellationException.class);
        }
    }

    private static void login(RogueConnection connection) throws Exception {
        ScramServer scram = new ScramServer("secret", ITERATIONS);
        connection.expect(StartupMessage.class);
        connection.send(new AuthenticationSASL(List.of("SCRAM-SHA-256")));
        String first = connection.expect(SASLInitialResponse.class).data().toText();
        connection.send(new AuthenticationSASLContinue(Bytes.utf8(scram.first(first))));
        String last = connection.expect(SASLResponse.class).data().toText();
        connection.send(new AuthenticationSASLFinal(Bytes.utf8(scram.last(last))), EmptyMessage.AUTHENTICATION_OK,
                new ReadyForQuery(TransactionIndicator.IDLE));
        connection.expectEnd();
    }
}
