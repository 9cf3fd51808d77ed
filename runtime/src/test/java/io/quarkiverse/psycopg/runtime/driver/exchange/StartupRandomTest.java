package io.quarkiverse.psycopg.runtime.driver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.AuthMethod;
import io.quarkiverse.psycopg.ChannelBinding;
import io.quarkiverse.psycopg.ProtocolVersion;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.auth.AuthenticationPolicy;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramChallenge;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramKeys;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationMD5Password;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASL;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASLContinue;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASLFinal;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendKeyData;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.NegotiateProtocolVersion;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;

/**
 * A server that does not know the password may send what it likes, in any order: no session begins, and the password does not
 * leave in any form but a proof.
 */
class StartupRandomTest {

    private static final String PASSWORD = "planted secret";

    @Test
    void noOrderOfMessagesBeginsASessionWithoutProof() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            List<String> sent = new ArrayList<>();
            try {
                attack(random, sent);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ", round " + i + ": " + sent, e);
            }
        }
    }

    private static void attack(Random random, List<String> sent) {
        List<ScramChallenge> wanted = new ArrayList<>();
        WireWriter out = new WireWriter();
        Startup startup = new Startup(new StartupRequest("ann", Optional.of(PASSWORD), Map.of(), ProtocolVersion.V3_2,
                ProtocolVersion.V3_0, new AuthenticationPolicy(Set.of(AuthMethod.SCRAM_SHA_256), ChannelBinding.PREFER), 10,
                false, Optional.empty()), SecureRandom::new, wanted::add, () -> {
                });
        startup.begin(out);
        int before = out.size();
        try {
            for (int n = 0; n < 8; n++) {
                if (random.nextInt(8) == 0) {
                    sent.add("READY");
                    startup.settled(TransactionIndicator.IDLE);
                } else {
                    BackendMessage message = message(random, new String(out.toByteArray(), before, out.size() - before,
                            StandardCharsets.ISO_8859_1));
                    sent.add(message.type().name());
                    startup.reply(message, out);
                }
                if (!wanted.isEmpty()) {
                    ScramChallenge challenge = wanted.remove(0);
                    startup.provide(ScramKeys.derive(PASSWORD, challenge.salt(), challenge.iterations(), () -> false));
                    startup.wake(out);
                }
            }
        } catch (PgException refused) {
            assertThat(startup.failure()).isPresent();
        }
        assertThat(startup.isReady()).isFalse();
        assertThat(new String(out.toByteArray(), StandardCharsets.ISO_8859_1)).doesNotContain(PASSWORD);
    }

    private static BackendMessage message(Random random, String written) {
        int nonceAt = written.lastIndexOf("r=");
        String nonce = nonceAt < 0 ? "" : written.substring(nonceAt + 2).split("[,\0]")[0];
        return switch (random.nextInt(9)) {
            case 0 -> EmptyMessage.AUTHENTICATION_OK;
            case 1, 2 -> new AuthenticationSASL(List.of("SCRAM-SHA-256"));
            case 3, 4 -> new AuthenticationSASLContinue(Bytes.utf8("r=" + nonce + "x,s=AAAA,i=" + random.nextInt(1, 12)));
            case 5 -> new AuthenticationSASLFinal(Bytes.utf8("v=" + "A".repeat(43) + "="));
            case 6 -> new AuthenticationMD5Password(Bytes.copyOf(new byte[4]));
            case 7 -> new NegotiateProtocolVersion(0, List.of());
            default -> new BackendKeyData(1, Bytes.copyOf(new byte[4]));
        };
    }
}
