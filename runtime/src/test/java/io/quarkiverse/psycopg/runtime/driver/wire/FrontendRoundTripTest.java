package io.quarkiverse.psycopg.runtime.driver.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASL;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASLContinue;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Bind;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.CancelRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Close;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.CopyData;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.CopyFail;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Describe;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.EmptyRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Execute;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FrontendDecoder;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FrontendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FrontendType;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FunctionCall;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.GSSENCRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Parse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.PasswordMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Query;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SASLInitialResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SASLResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SSLRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.StartupMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Target;

class FrontendRoundTripTest {

    static final FrontendMessage STARTUP = new StartupMessage(2, Map.of("user", "joe"));

    static List<FrontendMessage> all() {
        List<FrontendMessage> all = new ArrayList<>(List.of(EmptyRequest.values()));
        all.addAll(List.of(STARTUP, new StartupMessage(0, Map.of()), new SSLRequest(), new GSSENCRequest(),
                new CancelRequest(-7, Bytes.copyOf(new byte[32])),
                new PasswordMessage("secret"),
                new SASLInitialResponse("SCRAM-SHA-256", Bytes.utf8("n,,n=,r=abc")),
                new SASLInitialResponse("SCRAM-SHA-256", Bytes.EMPTY),
                new SASLResponse(Bytes.utf8("c=biws")),
                new Query("SELECT 'ü€😀'"),
                new Parse("s1", "SELECT $1", new int[] { 20, 0, -1 }),
                new Bind("", "s1", new short[] { 1 }, Arrays.asList(Bytes.utf8("1"), null, Bytes.EMPTY), new short[] { 1, 0 }),
                new Describe(Target.STATEMENT, "s1"), new Close(Target.PORTAL, ""), new Execute("", 100),
                new CopyData(Bytes.utf8("x")), new CopyFail("gave up"),
                new FunctionCall(1598, new short[0], Arrays.asList(Bytes.utf8("1"), null), (short) 0)));
        return all;
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsWrittenIsReadAgain(FrontendMessage message) {
        WireWriter out = new WireWriter(1);
        boolean typed = message.type().code() != 0;
        if (typed) {
            STARTUP.write(out);
        }
        message.write(out);
        FrontendDecoder decoder = new FrontendDecoder(WireLimits.DEFAULT);
        if (message instanceof SASLInitialResponse) {
            decoder.answered(new AuthenticationSASL(List.of()));
        } else if (message instanceof SASLResponse) {
            decoder.answered(new AuthenticationSASLContinue(Bytes.EMPTY));
        }
        List<FrontendMessage> read = new ArrayList<>();
        for (int i = 0; i < out.size(); i++) {
            decoder.feed(out.array(), i, 1, read::add);
        }
        assertThat(read).isEqualTo(typed ? List.of(STARTUP, message) : List.of(message));
        assertThat(read.get(read.size() - 1)).hasSameHashCodeAs(message);
        assertThat(decoder.bufferedBytes()).isZero();
    }

    @Test
    void everyKindIsAmongThem() {
        Set<FrontendType> seen = all().stream().map(FrontendMessage::type).collect(Collectors.toSet());
        assertThat(seen).isEqualTo(EnumSet.allOf(FrontendType.class));
    }
}
