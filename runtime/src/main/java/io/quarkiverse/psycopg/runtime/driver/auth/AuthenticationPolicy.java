package io.quarkiverse.psycopg.runtime.driver.auth;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.psycopg.AuthMethod;
import io.quarkiverse.psycopg.ChannelBinding;
import io.quarkiverse.psycopg.error.AuthenticationException;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

/**
 * Which ways of authentication a server may ask for ({@code require_auth}) and whether the login must be bound to the
 * TLS channel ({@code channel_binding}). Pure: asked before anything secret is computed or sent.
 *
 * @param allowed methods that are allowed; MD5 and cleartext are in it only where the user named them
 * @param binding whether logins are bound
 */
public record AuthenticationPolicy(Set<AuthMethod> allowed, ChannelBinding binding) {

    /** SCRAM-SHA-256 without channel binding. */
    public static final String SCRAM_SHA_256 = "SCRAM-SHA-256";

    /** SCRAM-SHA-256 with channel binding. */
    public static final String SCRAM_SHA_256_PLUS = "SCRAM-SHA-256-PLUS";

    /** A SASL mechanism and what it says about the channel. */
    public record SaslChoice(String mechanism, ScramBinding binding) {
    }

    public AuthenticationPolicy {
        allowed = Set.copyOf(allowed);
    }

    /**
     * Admits a method that a server asks for and that binds nothing to the channel.
     *
     * @throws AuthenticationException it is not allowed
     */
    public void admit(AuthMethod method) {
        if (!allowed.contains(method)) {
            throw new AuthenticationException(refusal(method));
        }
        if (binding == ChannelBinding.REQUIRE) {
            throw new AuthenticationException("channel binding is required (channel-binding=require), but the server "
                    + asksFor(method) + ", which cannot be bound to the TLS channel");
        }
    }

    private String refusal(AuthMethod method) {
        String names = allowed.stream().sorted().map(AuthMethod::keyword).collect(Collectors.joining(","));
        return "the server " + asksFor(method) + ", but require-auth allows only " + names + switch (method) {
            case PASSWORD, MD5 -> "; nothing was sent. It is not safe; where it cannot be avoided name \"" + method.keyword()
                    + "\" in require-auth";
            case NONE -> "; it lets anybody in, or is not the server that it seems to be";
            case GSS, SSPI, OAUTH, SCRAM_SHA_256 -> "; nothing was sent";
        };
    }

    private static String asksFor(AuthMethod method) {
        return switch (method) {
            case PASSWORD -> "asks for the password in clear text";
            case MD5 -> "asks for an MD5 hash of the password";
            case GSS -> "asks for GSSAPI authentication";
            case SSPI -> "asks for SSPI authentication";
            case OAUTH -> "asks for an OAuth token";
            case SCRAM_SHA_256 -> "asks for SCRAM-SHA-256";
            case NONE -> "asks for no authentication at all";
        };
    }

    /**
     * Chooses among the SASL mechanisms that a server offers.
     *
     * @param offered in the server's order
     * @param tls whether the stream is one of TLS
     * @param certificateHash of the server's certificate, empty without TLS or where none is defined
     * @throws AuthenticationException none is allowed, or the offer makes no sense
     */
    public SaslChoice choose(List<String> offered, boolean tls, Optional<Bytes> certificateHash) {
        if (!allowed.contains(AuthMethod.SCRAM_SHA_256)) {
            throw new AuthenticationException(refusal(AuthMethod.SCRAM_SHA_256));
        }
        boolean plus = offered.contains(SCRAM_SHA_256_PLUS);
        if (plus && !tls) {
            throw new AuthenticationException("the server offers channel binding on a connection without TLS");
        }
        if (plus && binding != ChannelBinding.DISABLE && certificateHash.isPresent()) {
            return new SaslChoice(SCRAM_SHA_256_PLUS, ScramBinding.serverEndPoint(certificateHash.get()));
        }
        if (binding == ChannelBinding.REQUIRE) {
            throw new AuthenticationException("channel binding is required (channel-binding=require), but "
                    + missing(plus, tls));
        }
        if (!offered.contains(SCRAM_SHA_256)) {
            throw new AuthenticationException("the server offers no SASL mechanism that this driver speaks ("
                    + SCRAM_SHA_256 + " and " + SCRAM_SHA_256_PLUS + ")");
        }
        boolean wouldBind = tls && !plus && binding != ChannelBinding.DISABLE && certificateHash.isPresent();
        return new SaslChoice(SCRAM_SHA_256, wouldBind ? ScramBinding.NOT_OFFERED : ScramBinding.NONE);
    }

    private static String missing(boolean plus, boolean tls) {
        if (!tls) {
            return "the connection has no TLS";
        }
        return plus ? "no hash is defined for the signature of the server's certificate" : "the server does not offer it";
    }
}
