package io.quarkiverse.psycopg.runtime.driver.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.AuthMethod;
import io.quarkiverse.psycopg.ChannelBinding;
import io.quarkiverse.psycopg.ProtocolVersion;
import io.quarkiverse.psycopg.error.AuthenticationException;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.auth.AuthenticationPolicy;
import io.quarkiverse.psycopg.runtime.driver.auth.PasswordMd5;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramChallenge;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramKeys;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange.Step;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationGSSContinue;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationMD5Password;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASL;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASLContinue;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASLFinal;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendKeyData;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.NegotiateProtocolVersion;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FrontendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.PasswordMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.StartupMessage;
import io.quarkiverse.psycopg.testsupport.ScramServer;

class StartupTest {

    private static final String PASSWORD = "not to be seen";
    private static final AuthenticationSASL SASL = new AuthenticationSASL(List.of("SCRAM-SHA-256"));
    private static final BackendKeyData LONG_KEY = new BackendKeyData(42, Bytes.copyOf(new byte[32]));
    private static final BackendKeyData SHORT_KEY = new BackendKeyData(42, Bytes.copyOf(new byte[4]));

    private final WireWriter out = new WireWriter();
    private final List<ScramChallenge> wanted = new ArrayList<>();
    private int endings;
    private final ScramServer server = new ScramServer(PASSWORD, 4096);

    private Startup begun(ProtocolVersion newest, ProtocolVersion oldest, Set<AuthMethod> allowed, String password) {
        StartupRequest request = new StartupRequest("ann", Optional.ofNullable(password), Map.of("database", "shop"), newest,
                oldest, new AuthenticationPolicy(allowed, ChannelBinding.PREFER), 10_000, false, Optional.empty());
        assertThat(request.toString()).doesNotContain(PASSWORD);
        Startup startup = new Startup(request, SecureRandom::new, wanted::add, () -> endings++);
        assertThat(startup.begin(out)).isEqualTo(Step.WRITING);
        assertWritten(new StartupMessage(newest == ProtocolVersion.V3_2 ? 2 : 0, Map.of("user", "ann")), "user", "ann",
                "database", "shop");
        return startup;
    }

    private Startup begun(Set<AuthMethod> allowed) {
        return begun(ProtocolVersion.V3_2, ProtocolVersion.V3_0, allowed, PASSWORD);
    }

    private Startup begun() {
        return begun(EnumSet.of(AuthMethod.SCRAM_SHA_256, AuthMethod.NONE));
    }

    private void assertWritten(StartupMessage message, String... texts) {
        WireReader in = new WireReader(out.toByteArray());
        assertThat(in.readInt32()).isEqualTo(out.size());
        assertThat(in.readInt32()).isEqualTo(3 << 16 | message.minor());
        for (String text : texts) {
            assertThat(in.readCString()).isEqualTo(text);
        }
        assertThat(in.readCString()).isEmpty();
        in.requireEnd("StartupMessage");
        out.reset();
    }

    private void assertWritten(FrontendMessage message) {
        WireWriter expected = new WireWriter();
        message.write(expected);
        assertThat(out.toByteArray()).isEqualTo(expected.toByteArray());
        out.reset();
    }

    /** The text of the SASL message that was written, after so many bytes before it. */
    private String saslText(int header) {
        String text = new WireReader(out.toByteArray(), header, out.size() - header).readUtf8(out.size() - header);
        out.reset();
        return text;
    }

    private Step feed(Startup startup, BackendMessage... messages) {
        Step step = null;
        for (BackendMessage message : messages) {
            step = startup.reply(message, out);
        }
        return step;
    }

    /** Up to the proof; returns the client-final-message. */
    private String proof(Startup startup) {
        feed(startup, SASL);
        String first = saslText(5 + "SCRAM-SHA-256".length() + 1 + 4);
        feed(startup, new AuthenticationSASLContinue(Bytes.utf8(server.first(first))));
        assertThat(out.size()).isZero();
        ScramChallenge challenge = wanted.get(0);
        startup.provide(ScramKeys.derive(PASSWORD, challenge.salt(), challenge.iterations(), () -> false));
        startup.wake(out);
        return saslText(5);
    }

    @Test
    void logsInByScram() {
        Startup startup = begun();
        String proof = proof(startup);
        assertThat(server.gs2Header()).isEqualTo("n,,");
        assertThat(server.isRight(proof)).isTrue();
        feed(startup, new AuthenticationSASLFinal(Bytes.utf8(server.last(proof))), EmptyMessage.AUTHENTICATION_OK);
        assertThat(feed(startup, LONG_KEY)).isEqualTo(Step.SENT);
        startup.settled(TransactionIndicator.IDLE);
        assertThat(startup.isReady()).isTrue();
        assertThat(endings).isEqualTo(1);
        assertThat(startup.session()).isEqualTo(new SessionKey(ProtocolVersion.V3_2, 42, LONG_KEY.key()));
    }

    @Test
    void successWithoutTheServersProofIsRefused() {
        Startup startup = begun();
        proof(startup);
        assertThatThrownBy(() -> feed(startup, EmptyMessage.AUTHENTICATION_OK)).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("skipped");
    }

    @Test
    void successRightAfterTheFirstMessageIsRefused() {
        Startup startup = begun();
        feed(startup, SASL);
        assertThatThrownBy(() -> feed(startup, EmptyMessage.AUTHENTICATION_OK)).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void aServerThatProvesNothingIsRefused() {
        Startup startup = begun();
        String proof = proof(startup);
        ScramServer liar = new ScramServer("guessed", 4096);
        liar.first("n,,n=,r=x");
        String lie = liar.last(proof);
        assertThatThrownBy(() -> feed(startup, new AuthenticationSASLFinal(Bytes.utf8(lie))))
                .isInstanceOf(AuthenticationException.class);
    }

    @ParameterizedTest
    @EnumSource(value = AuthMethod.class, names = { "PASSWORD", "MD5", "GSS", "SSPI" })
    void methodsThatAreNotAllowedGetNotOneSecretByte(AuthMethod method) {
        Startup startup = begun();
        assertThatThrownBy(() -> feed(startup, asking(method))).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("require-auth");
        assertThat(out.size()).isZero();
    }

    private static BackendMessage asking(AuthMethod method) {
        return switch (method) {
            case PASSWORD -> EmptyMessage.AUTHENTICATION_CLEARTEXT_PASSWORD;
            case MD5 -> new AuthenticationMD5Password(Bytes.copyOf(new byte[4]));
            case GSS -> EmptyMessage.AUTHENTICATION_GSS;
            case SSPI -> EmptyMessage.AUTHENTICATION_SSPI;
            case SCRAM_SHA_256 -> SASL;
            case NONE, OAUTH -> EmptyMessage.AUTHENTICATION_OK;
        };
    }

    @Test
    void sendsTheClearPasswordWhereItIsAllowedByName() {
        Startup startup = begun(Set.of(AuthMethod.PASSWORD));
        feed(startup, asking(AuthMethod.PASSWORD));
        assertWritten(new PasswordMessage(PASSWORD));
        assertThat(feed(startup, EmptyMessage.AUTHENTICATION_OK)).isEqualTo(Step.SENT);
    }

    @Test
    void sendsTheMd5WhereItIsAllowedByName() {
        Startup startup = begun(Set.of(AuthMethod.MD5));
        feed(startup, asking(AuthMethod.MD5));
        assertWritten(new PasswordMessage(PasswordMd5.response("ann", PASSWORD, Bytes.copyOf(new byte[4]))));
    }

    @Test
    void gssIsNotSupportedEvenWhereAllowed() {
        assertThatThrownBy(() -> feed(begun(Set.of(AuthMethod.GSS)), asking(AuthMethod.GSS)))
                .isInstanceOf(NotSupportedException.class);
    }

    @Test
    void trustMustBeAllowedToo() {
        assertThatThrownBy(() -> feed(begun(Set.of(AuthMethod.SCRAM_SHA_256)), EmptyMessage.AUTHENTICATION_OK))
                .isInstanceOf(AuthenticationException.class).hasMessageContaining("no authentication at all");
    }

    @Test
    void aMissingPasswordIsSaid() {
        Startup startup = begun(ProtocolVersion.V3_2, ProtocolVersion.V3_0, Set.of(AuthMethod.SCRAM_SHA_256), null);
        assertThatThrownBy(() -> feed(startup, SASL)).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("none is configured").hasMessageContaining("ann");
    }

    @Test
    void goesDownToProtocol30() {
        Startup startup = begun();
        feed(startup, new NegotiateProtocolVersion(0, List.of()), EmptyMessage.AUTHENTICATION_OK, SHORT_KEY);
        startup.settled(TransactionIndicator.IDLE);
        assertThat(startup.session().protocol()).isEqualTo(ProtocolVersion.V3_0);
    }

    @Test
    void doesNotGoBelowTheOldestVersion() {
        Startup startup = begun(ProtocolVersion.V3_2, ProtocolVersion.V3_2, Set.of(AuthMethod.NONE), null);
        assertThatThrownBy(() -> feed(startup, new NegotiateProtocolVersion(0, List.of())))
                .isInstanceOf(NotSupportedException.class).hasMessageContaining("min_protocol_version");
    }

    @Test
    void negotiationThatMakesNoSenseIsAViolation() {
        for (NegotiateProtocolVersion wrong : List.of(new NegotiateProtocolVersion(1, List.of()),
                new NegotiateProtocolVersion(2, List.of()), new NegotiateProtocolVersion(3, List.of()),
                new NegotiateProtocolVersion(0, List.of("_pq_.x")))) {
            assertViolation(begun(), wrong);
        }
        assertViolation(begun(), new NegotiateProtocolVersion(0, List.of()), new NegotiateProtocolVersion(0, List.of()));
        assertViolation(begun(), EmptyMessage.AUTHENTICATION_OK, new NegotiateProtocolVersion(0, List.of()));
    }

    @Test
    void messagesOutOfOrderAreViolations() {
        Bytes nothing = Bytes.utf8("");
        assertViolation(begun(), LONG_KEY);
        assertViolation(begun(), new AuthenticationSASLContinue(nothing));
        assertViolation(begun(), new AuthenticationSASLFinal(nothing));
        assertViolation(begun(), new AuthenticationGSSContinue(nothing));
        assertViolation(begun(), SASL, SASL);
        assertViolation(begun(), SASL, new AuthenticationSASLFinal(nothing));
        assertViolation(begun(), EmptyMessage.AUTHENTICATION_OK, EmptyMessage.AUTHENTICATION_OK);
        assertViolation(begun(), EmptyMessage.AUTHENTICATION_OK, LONG_KEY, LONG_KEY);
        assertViolation(begun(), EmptyMessage.PARSE_COMPLETE);
        Startup early = begun();
        early.settled(TransactionIndicator.IDLE);
        assertThat(early.failure()).get().isInstanceOf(ProtocolViolationException.class);
    }

    private void assertViolation(Startup startup, BackendMessage... messages) {
        assertThatThrownBy(() -> feed(startup, messages)).isInstanceOf(ProtocolViolationException.class);
        out.reset();
    }

    @Test
    void aLongKeyInProtocol30IsAViolation() {
        Startup startup = begun(ProtocolVersion.V3_0, ProtocolVersion.V3_0, Set.of(AuthMethod.NONE), null);
        assertViolation(startup, EmptyMessage.AUTHENTICATION_OK, LONG_KEY);
    }

    @Test
    void anErrorBeforeAuthenticationKeepsItsCode() {
        Startup startup = begun();
        startup.refused(new ErrorResponse(Map.of('S', "FATAL", 'C', "53300", 'M', "too many")));
        startup.abandoned(new ProtocolViolationException("closed"));
        assertThat(endings).isEqualTo(1);
        assertThat(startup.failure()).get().satisfies(e -> assertThat(e.sqlState()).contains("53300"));
        assertThat(startup.wasUnderstood()).isFalse();
    }
}
