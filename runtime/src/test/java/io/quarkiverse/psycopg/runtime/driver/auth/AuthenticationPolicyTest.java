package io.quarkiverse.psycopg.runtime.driver.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.AuthMethod;
import io.quarkiverse.psycopg.ChannelBinding;
import io.quarkiverse.psycopg.error.AuthenticationException;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

class AuthenticationPolicyTest {

    private static final Set<AuthMethod> DEFAULT = EnumSet.of(AuthMethod.SCRAM_SHA_256, AuthMethod.NONE);
    private static final Bytes HASH = Bytes.utf8("hash");

    @ParameterizedTest
    @EnumSource(AuthMethod.class)
    void onlyScramAndNothingAreAdmittedByDefault(AuthMethod method) {
        AuthenticationPolicy policy = new AuthenticationPolicy(DEFAULT, ChannelBinding.PREFER);
        if (DEFAULT.contains(method)) {
            assertThatCode(() -> policy.admit(method)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> policy.admit(method)).isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("require-auth allows only scram-sha-256,none");
        }
    }

    @ParameterizedTest
    @EnumSource(AuthMethod.class)
    void aNamedMethodIsAdmitted(AuthMethod method) {
        assertThatCode(() -> new AuthenticationPolicy(Set.of(method), ChannelBinding.PREFER).admit(method))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(AuthMethod.class)
    void requiredChannelBindingAdmitsNoUnboundMethod(AuthMethod method) {
        AuthenticationPolicy policy = new AuthenticationPolicy(EnumSet.allOf(AuthMethod.class), ChannelBinding.REQUIRE);
        assertThatThrownBy(() -> policy.admit(method)).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("channel-binding=require");
    }

    /** offer: P SCRAM-SHA-256-PLUS, S SCRAM-SHA-256; channel: T TLS with a hash, t TLS without, - no TLS. */
    @ParameterizedTest
    @CsvSource({
            "PS, T, PREFER, SCRAM-SHA-256-PLUS, p",
            "P, T, PREFER, SCRAM-SHA-256-PLUS, p",
            "PS, T, REQUIRE, SCRAM-SHA-256-PLUS, p",
            "PS, T, DISABLE, SCRAM-SHA-256, n",
            "PS, t, PREFER, SCRAM-SHA-256, n",
            "S, T, PREFER, SCRAM-SHA-256, y",
            "S, t, PREFER, SCRAM-SHA-256, n",
            "S, T, DISABLE, SCRAM-SHA-256, n",
            "S, -, PREFER, SCRAM-SHA-256, n",
            "S, -, DISABLE, SCRAM-SHA-256, n",
    })
    void choosesTheStrongestMechanism(String offer, String channel, ChannelBinding binding, String mechanism, String flag) {
        AuthenticationPolicy.SaslChoice choice = choose(offer, channel, binding);
        assertThat(choice.mechanism()).isEqualTo(mechanism);
        assertThat(choice.binding().gs2Header()).startsWith(flag);
        assertThat(choice.binding().isBound()).isEqualTo(flag.equals("p"));
    }

    @ParameterizedTest
    @CsvSource({
            "S, T, REQUIRE, does not offer it",
            "S, -, REQUIRE, has no TLS",
            "PS, t, REQUIRE, no hash is defined",
            "PS, -, PREFER, without TLS",
            "'', T, PREFER, no SASL mechanism",
            "P, T, DISABLE, no SASL mechanism",
            "P, t, PREFER, no SASL mechanism",
    })
    void refusesWhatCannotBe(String offer, String channel, ChannelBinding binding, String words) {
        assertThatThrownBy(() -> choose(offer, channel, binding)).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining(words);
    }

    @Test
    void scramMustBeAllowedToo() {
        AuthenticationPolicy policy = new AuthenticationPolicy(Set.of(AuthMethod.NONE), ChannelBinding.PREFER);
        assertThatThrownBy(() -> policy.choose(List.of("SCRAM-SHA-256"), false, Optional.empty()))
                .isInstanceOf(AuthenticationException.class).hasMessageContaining("allows only none");
    }

    private static AuthenticationPolicy.SaslChoice choose(String offer, String channel, ChannelBinding binding) {
        List<String> offered = offer.chars()
                .mapToObj(c -> c == 'P' ? AuthenticationPolicy.SCRAM_SHA_256_PLUS : AuthenticationPolicy.SCRAM_SHA_256)
                .toList();
        return new AuthenticationPolicy(DEFAULT, binding).choose(offered, !channel.equals("-"),
                channel.equals("T") ? Optional.of(HASH) : Optional.empty());
    }
}
