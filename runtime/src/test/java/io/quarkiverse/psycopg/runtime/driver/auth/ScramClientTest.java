package io.quarkiverse.psycopg.runtime.driver.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.psycopg.error.AuthenticationException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

class ScramClientTest {

    /** The example of RFC 7677, section 3. */
    private static final String CLIENT_NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final String NONCE = CLIENT_NONCE + "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String SERVER_FIRST = "r=" + NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private static final String SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    private static ScramClient client() {
        return new ScramClient(ScramBinding.NONE, ScramClient.DEFAULT_ITERATION_CAP, "user", CLIENT_NONCE);
    }

    private static ScramKeys pencil(ScramChallenge challenge) {
        return ScramKeys.derive("pencil", challenge.salt(), challenge.iterations(), () -> false);
    }

    private static ScramClient answered() {
        ScramClient client = client();
        client.firstMessage();
        client.finalMessage(pencil(client.challenge(Bytes.utf8(SERVER_FIRST))));
        return client;
    }

    @Test
    void speaksTheExampleOfRfc7677() {
        ScramClient client = client();
        assertThat(client.firstMessage().toText()).isEqualTo("n,,n=user,r=" + CLIENT_NONCE);
        ScramChallenge challenge = client.challenge(Bytes.utf8(SERVER_FIRST));
        assertThat(challenge.iterations()).isEqualTo(4096);
        assertThat(client.finalMessage(pencil(challenge)).toText())
                .isEqualTo("c=biws,r=" + NONCE + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThat(client.isVerified()).isFalse();
        client.verify(Bytes.utf8(SERVER_FINAL));
        assertThat(client.isVerified()).isTrue();
    }

    @Test
    void bindsTheChannelByHeaderAndData() {
        ScramClient client = new ScramClient(ScramBinding.serverEndPoint(Bytes.copyOf(new byte[] { 1, 2, 3 })), 4096, "",
                "abc");
        assertThat(client.firstMessage().toText()).isEqualTo("p=tls-server-end-point,,n=,r=abc");
        ScramChallenge challenge = client.challenge(Bytes.utf8("r=abcd,s=AAAA,i=1"));
        assertThat(client.finalMessage(pencil(challenge)).toText())
                .startsWith("c=cD10bHMtc2VydmVyLWVuZC1wb2ludCwsAQID,r=abcd,p=");
    }

    @Test
    void everyLoginHasItsOwnNonce() {
        SecureRandom random = new SecureRandom();
        assertThat(new ScramClient(ScramBinding.NONE, 1, random).firstMessage())
                .isNotEqualTo(new ScramClient(ScramBinding.NONE, 1, random).firstMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "",
            "r=" + CLIENT_NONCE + "x",
            "r=" + CLIENT_NONCE + ",s=AAAA,i=4096",
            "r=another,s=AAAA,i=4096",
            "r=" + NONCE + ",s=,i=4096",
            "r=" + NONCE + ",s=A,i=4096",
            "r=" + NONCE + ",s=====,i=4096",
            "r=" + NONCE + ",s=AAA*,i=4096",
            "r=" + NONCE + ",s=AAAA,i=0",
            "r=" + NONCE + ",s=AAAA,i=-1",
            "r=" + NONCE + ",s=AAAA,i=4096x",
            "r=" + NONCE + ",s=AAAA,i=99999999999999999999",
            "r=" + NONCE + ",s=AAAA,i=4096,x=more",
            "m=mandatory,r=" + NONCE + ",s=AAAA,i=4096",
            "r=" + NONCE + " ,s=AAAA,i=4096",
            "e=unknown-user"
    })
    void malformedChallengeIsAViolation(String message) {
        ScramClient client = client();
        client.firstMessage();
        assertThatThrownBy(() -> client.challenge(Bytes.utf8(message))).isInstanceOf(ProtocolViolationException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = { 100_001, Integer.MAX_VALUE })
    void moreIterationsThanTheCapAreRefusedBeforeHashing(int iterations) {
        ScramClient client = client();
        client.firstMessage();
        assertThatThrownBy(() -> client.challenge(Bytes.utf8("r=" + NONCE + ",s=AAAA,i=" + iterations)))
                .isInstanceOf(AuthenticationException.class).hasMessageContaining(String.valueOf(iterations))
                .hasMessageContaining("100000");
    }

    @Test
    void theCapItselfIsAllowed() {
        ScramClient client = client();
        client.firstMessage();
        assertThat(client.challenge(Bytes.utf8("r=" + NONCE + ",s=AAAA,i=100000")).iterations()).isEqualTo(100_000);
    }

    @Test
    void secondChallengeIsAViolation() {
        ScramClient client = client();
        client.firstMessage();
        client.challenge(Bytes.utf8(SERVER_FIRST));
        assertThatThrownBy(() -> client.challenge(Bytes.utf8(SERVER_FIRST))).isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void finalWithoutChallengeIsAViolation() {
        ScramClient client = client();
        client.firstMessage();
        assertThatThrownBy(() -> client.verify(Bytes.utf8(SERVER_FINAL))).isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void wrongSignatureIsRefused() {
        ScramClient client = answered();
        String wrong = SERVER_FINAL.replace("6rri", "7rri");
        assertThatThrownBy(() -> client.verify(Bytes.utf8(wrong))).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("does not know the password");
        assertThat(client.isVerified()).isFalse();
        assertThatThrownBy(() -> client.verify(Bytes.utf8(SERVER_FINAL))).isInstanceOf(ProtocolViolationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "v=", "v=*", "v=AAA", "v=AAAA,x=y", "r=abc", "e=Not An Error" })
    void malformedFinalIsAViolation(String message) {
        ScramClient client = answered();
        assertThatThrownBy(() -> client.verify(Bytes.utf8(message))).isInstanceOf(ProtocolViolationException.class);
        assertThat(client.isVerified()).isFalse();
    }

    @Test
    void shortSignatureIsRefused() {
        ScramClient client = answered();
        assertThatThrownBy(() -> client.verify(Bytes.utf8("v=AAAA"))).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void serversRefusalIsTold() {
        ScramClient client = answered();
        assertThatThrownBy(() -> client.verify(Bytes.utf8("e=channel-bindings-dont-match")))
                .isInstanceOf(AuthenticationException.class).hasMessageContaining("channel-bindings-dont-match");
    }

    @Test
    void derivationStopsWhenItIsGivenUp() {
        assertThatThrownBy(() -> ScramKeys.derive("pencil", Bytes.utf8("salt"), 100_000, () -> true))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void emptyPasswordIsAPassword() {
        assertThat(ScramKeys.derive("", Bytes.utf8("salt"), 2, () -> false)).hasToString("ScramKeys[***]");
    }
}
