package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.AuthMethod;
import io.quarkiverse.psycopg.ProtocolVersion;
import io.quarkiverse.psycopg.error.AuthenticationException;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.error.ServerErrors;
import io.quarkiverse.psycopg.runtime.driver.auth.AuthenticationPolicy.SaslChoice;
import io.quarkiverse.psycopg.runtime.driver.auth.PasswordMd5;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramChallenge;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramClient;
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
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.NegotiateProtocolVersion;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.PasswordMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SASLInitialResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SASLResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.StartupMessage;

/**
 * Begins a session: the startup message, authentication, what the server tells of itself, up to the first
 * ReadyForQuery.
 * <p>
 * Key derivation is slow, so the exchange asks its owner for the keys and goes on by {@link #wake} once they are
 * {@linkplain #provide provided}. What {@link #reply} throws ends the connection.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-START-UP">PostgreSQL documentation,
 *      Start-up</a>
 */
public final class Startup extends Exchange {

    private static final int SHORT_KEY = 4;

    /** What the client waits for. */
    private enum Phase {
        /** The first answer: an authentication request, or a lower protocol version. */
        GREETED,
        /** AuthenticationOk: the password was sent. */
        PASSWORD_SENT,
        /** SASLContinue. */
        SASL_BEGUN,
        /** The derived keys. */
        KEYS_WANTED,
        /** SASLFinal. */
        PROOF_SENT,
        /** AuthenticationOk: the server has proved itself. */
        SERVER_PROVED,
        /** BackendKeyData or ReadyForQuery. */
        AUTHENTICATED
    }

    private final StartupRequest request;
    private final Supplier<SecureRandom> random;
    private final Consumer<ScramChallenge> keysWanted;
    private final Runnable ended;
    private Phase phase = Phase.GREETED;
    private ProtocolVersion protocol;
    private boolean negotiated;
    private boolean asked;
    private ScramClient scram;
    private ScramKeys keys;
    private BackendKeyData keyData;
    private PgException failure;
    private boolean ready;

    /**
     * @param random source of a nonce, asked for where one is needed
     * @param keysWanted told at most once, when keys must be derived; answers by {@link #provide} and {@link #wake}
     * @param ended told once, when the session {@linkplain #isReady is ready} or there is a {@link #failure}
     */
    public Startup(StartupRequest request, Supplier<SecureRandom> random, Consumer<ScramChallenge> keysWanted,
            Runnable ended) {
        this.request = request;
        this.random = random;
        this.keysWanted = keysWanted;
        this.ended = ended;
        this.protocol = request.newest();
    }

    @Override
    public Step begin(WireWriter out) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("user", request.user());
        parameters.putAll(request.parameters());
        new StartupMessage(minor(protocol), parameters).write(out);
        return Step.WRITING;
    }

    private static int minor(ProtocolVersion version) {
        return switch (version) {
            case V3_0 -> 0;
            case V3_2 -> 2;
        };
    }

    @Override
    public Step reply(BackendMessage message, WireWriter out) {
        try {
            return react(message, out);
        } catch (PgException e) {
            end(e);
            throw e;
        }
    }

    private Step react(BackendMessage message, WireWriter out) {
        if (message instanceof NegotiateProtocolVersion lower) {
            negotiate(lower);
        } else if (message instanceof BackendKeyData key) {
            takeKey(key);
        } else {
            asked = true;
            authenticate(message, out);
        }
        return phase == Phase.AUTHENTICATED ? Step.SENT : Step.WRITING;
    }

    private void negotiate(NegotiateProtocolVersion lower) {
        if (negotiated || phase != Phase.GREETED) {
            throw unexpected(lower);
        }
        if (!lower.unrecognized().isEmpty() || lower.newestMinor() != 0 || protocol == ProtocolVersion.V3_0) {
            throw new ProtocolViolationException("the server answers protocol " + protocol.keyword() + " with protocol 3."
                    + lower.newestMinor() + " and " + lower.unrecognized().size() + " refused protocol options");
        }
        if (request.oldest() != ProtocolVersion.V3_0) {
            throw new NotSupportedException("the server speaks protocol 3.0 only, but min_protocol_version is "
                    + request.oldest().keyword());
        }
        negotiated = true;
        protocol = ProtocolVersion.V3_0;
    }

    private void takeKey(BackendKeyData key) {
        if (phase != Phase.AUTHENTICATED || keyData != null) {
            throw unexpected(key);
        }
        if (protocol == ProtocolVersion.V3_0 && key.key().length() != SHORT_KEY) {
            throw new ProtocolViolationException("a cancel key of " + key.key().length() + " bytes in protocol 3.0");
        }
        keyData = key;
    }

    private void authenticate(BackendMessage message, WireWriter out) {
        if (message == EmptyMessage.AUTHENTICATION_OK) {
            authenticated();
        } else if (message == EmptyMessage.AUTHENTICATION_CLEARTEXT_PASSWORD) {
            request(message, AuthMethod.PASSWORD);
            sendPassword(password(), out);
        } else if (message instanceof AuthenticationMD5Password md5) {
            request(message, AuthMethod.MD5);
            sendPassword(PasswordMd5.response(request.user(), password(), md5.salt()), out);
        } else if (message instanceof AuthenticationSASL sasl) {
            beginSasl(sasl, out);
        } else if (message instanceof AuthenticationSASLContinue next) {
            require(Phase.SASL_BEGUN, message);
            phase = Phase.KEYS_WANTED;
            keysWanted.accept(scram.challenge(next.data()));
        } else if (message instanceof AuthenticationSASLFinal last) {
            require(Phase.PROOF_SENT, message);
            scram.verify(last.data());
            phase = Phase.SERVER_PROVED;
        } else {
            refuse(message);
        }
    }

    private void refuse(BackendMessage message) {
        if (message == EmptyMessage.AUTHENTICATION_GSS || message == EmptyMessage.AUTHENTICATION_SSPI
                || message == EmptyMessage.AUTHENTICATION_KERBEROS_V5) {
            request(message, message == EmptyMessage.AUTHENTICATION_SSPI ? AuthMethod.SSPI : AuthMethod.GSS);
            throw new NotSupportedException(
                    "the server asks for GSSAPI, SSPI or Kerberos authentication, which this driver does"
                            + " not speak");
        }
        throw unexpected(message);
    }

    private void request(BackendMessage message, AuthMethod method) {
        require(Phase.GREETED, message);
        request.policy().admit(method);
    }

    private void sendPassword(String text, WireWriter out) {
        new PasswordMessage(text).write(out);
        phase = Phase.PASSWORD_SENT;
    }

    private String password() {
        return request.password().orElseThrow(
                () -> new AuthenticationException("the server asks for a password, but none is configured for user \""
                        + request.user() + "\""));
    }

    private void beginSasl(AuthenticationSASL sasl, WireWriter out) {
        require(Phase.GREETED, sasl);
        SaslChoice choice = request.policy().choose(sasl.mechanisms(), request.tls(), request.certificateHash());
        password();
        scram = new ScramClient(choice.binding(), request.iterationCap(), random.get());
        new SASLInitialResponse(choice.mechanism(), scram.firstMessage()).write(out);
        phase = Phase.SASL_BEGUN;
    }

    /** Hands over the keys that were asked for; {@link #wake} goes on with them. */
    public void provide(ScramKeys derived) {
        keys = derived;
    }

    @Override
    public Step wake(WireWriter out) {
        if (phase == Phase.KEYS_WANTED && keys != null) {
            new SASLResponse(scram.finalMessage(keys)).write(out);
            phase = Phase.PROOF_SENT;
            keys = null;
        }
        return Step.WRITING;
    }

    private void authenticated() {
        switch (phase) {
            case GREETED -> request.policy().admit(AuthMethod.NONE);
            case PASSWORD_SENT, SERVER_PROVED -> {
            }
            case SASL_BEGUN, KEYS_WANTED, PROOF_SENT -> throw new AuthenticationException("the server says that the login"
                    + " succeeded, but it skipped the part of SCRAM in which it proves that it knows the password");
            case AUTHENTICATED -> throw unexpected(EmptyMessage.AUTHENTICATION_OK);
        }
        phase = Phase.AUTHENTICATED;
    }

    private void require(Phase expected, BackendMessage message) {
        if (phase != expected) {
            throw unexpected(message);
        }
    }

    private ProtocolViolationException unexpected(BackendMessage message) {
        return new ProtocolViolationException("unexpected " + message.type() + " while beginning a session (" + phase + ")");
    }

    @Override
    public void refused(ErrorResponse error) {
        end(ServerErrors.of(new Diagnostics(error.fields())));
    }

    @Override
    public void settled(TransactionIndicator status) {
        if (phase != Phase.AUTHENTICATED || failure != null) {
            abandoned(new ProtocolViolationException("unexpected READY_FOR_QUERY while beginning a session (" + phase + ")"));
        } else if (!ready) {
            ready = true;
            ended.run();
        }
    }

    @Override
    public void abandoned(PgException reason) {
        end(reason);
    }

    /** The first reason stays: what the server said goes before what followed from it. */
    private void end(PgException reason) {
        if (failure == null && !ready) {
            failure = reason;
            ended.run();
        }
    }

    @Override
    public boolean synchronizesItself() {
        return true;
    }

    @Override
    public String describe() {
        return "beginning a session";
    }

    /** Whether the server is ready for the first statement. */
    public boolean isReady() {
        return ready;
    }

    /** Why the session did not begin. */
    public Optional<PgException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether the server has asked for authentication or let in: it has then understood the startup message. */
    public boolean wasUnderstood() {
        return asked || negotiated;
    }

    /** Who the session is; only once it is {@linkplain #isReady ready}. */
    public SessionKey session() {
        return keyData == null ? new SessionKey(protocol, 0, Bytes.EMPTY)
                : new SessionKey(protocol, keyData.pid(), keyData.key());
    }
}
