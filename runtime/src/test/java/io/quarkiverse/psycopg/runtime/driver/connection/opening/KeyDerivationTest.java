package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgTlsOptions;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramChallenge;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramKeys;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.connection.SessionListener;
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
    private static final int PATIENCE_SECONDS = 30;

    private static PgConnectOptions.Builder to(String host, int port) {
        return PgConnectOptions.builder().hosts(List.of(new HostSpec(host, port))).user("ann").password("secret")
                .database("postgres").connectTimeout(Duration.ofSeconds(60))
                .tls(PgTlsOptions.builder().mode(SslMode.DISABLE).build());
    }

    @Test
    void derivationsRunFewAtATimeWhileTheEventLoopGoesOn() throws Exception {
        try (Connecting connecting = new Connecting()) {
            KeyDerivation derivation = new KeyDerivation(2);
            Context context = Network.newContext(connecting.vertx());
            ScramChallenge challenge = new ScramChallenge(ScramServer.salt(), 1);
            Semaphore begun = new Semaphore(0);
            CountDownLatch mayEnd = new CountDownLatch(1);
            BooleanSupplier held = () -> {
                begun.release();
                try {
                    return !mayEnd.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    return true;
                }
            };
            List<Future<ScramKeys>> keys = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                keys.add(derivation.derive(context, "secret", challenge, held));
            }
            assertThat(begun.tryAcquire(2, PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            Promise<String> onLoop = Promise.promise();
            context.runOnContext(ignored -> onLoop.complete("goes on"));
            assertThat(Connecting.await(onLoop.future())).isEqualTo("goes on");
            assertThat(begun.availablePermits()).isZero();
            assertThat(keys).noneMatch(Future::isComplete);
            mayEnd.countDown();
            Connecting.await(Future.all(keys));
            assertThat(begun.availablePermits()).isEqualTo(3);
        }
    }

    @Test
    void manyLoginsAtOnceSucceed() {
        try (TestServer server = TestServer.builder().hba("host all postgres 127.0.0.1/32 trust",
                "host all all 127.0.0.1/32 scram-sha-256").build(); Connecting connecting = new Connecting()) {
            server.execute("SET scram_iterations = " + ITERATIONS, "CREATE ROLE ann LOGIN PASSWORD 'secret'");
            Connector connector = connecting.connector(to(server.host(), server.port()).build());
            Context context = Network.newContext(connecting.vertx());
            List<Future<Session>> sessions = new ArrayList<>();
            for (int i = 0; i < CONNECTS; i++) {
                sessions.add(connector.connect(context, SessionListener.NONE));
            }
            Connecting.await(Future.all(sessions));
            sessions.forEach(session -> connecting.close(session.result()));
        }
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
