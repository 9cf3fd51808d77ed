package io.quarkiverse.psycopg.runtime.driver.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationMD5Password;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASLContinue;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendKeyData;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CopyData;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.FunctionCallResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.NoticeResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.NotificationResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Bind;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.CancelRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FunctionCall;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Parse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.PasswordMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Query;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SASLInitialResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SASLResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.StartupMessage;

class MessageTextTest {

    private static final String SECRET = "hunter2";
    private static final byte[] BYTES = SECRET.getBytes(StandardCharsets.UTF_8);
    private static final Bytes VALUE = Bytes.wrap(BYTES);

    @Test
    void secretsAndValuesDoNotShow() {
        List<Record> messages = List.of(new AuthenticationMD5Password(VALUE), new AuthenticationSASLContinue(VALUE),
                new BackendKeyData(1, VALUE), CopyData.of(BYTES), DataRow.of(BYTES),
                new ErrorResponse(Map.of('S', "ERROR", 'C', "22P02", 'M', SECRET, 'D', SECRET)),
                new NoticeResponse(Map.of('M', SECRET)), new FunctionCallResponse(false, VALUE),
                new NotificationResponse(1, "channel", SECRET),
                new Bind("", "s", new short[0], List.of(VALUE), new short[0]), new CancelRequest(1, VALUE),
                new io.quarkiverse.psycopg.runtime.driver.wire.frontend.CopyData(VALUE),
                new FunctionCall(1, new short[0], List.of(VALUE), (short) 0),
                new Parse("s", "SELECT '" + SECRET + "'", new int[0]), new PasswordMessage(SECRET),
                new Query("ALTER USER joe PASSWORD '" + SECRET + "'"), new SASLInitialResponse("SCRAM-SHA-256", VALUE),
                new SASLResponse(VALUE), new StartupMessage(2, Map.of("options", SECRET)));
        for (Record message : messages) {
            assertThat(message.toString()).startsWith(message.getClass().getSimpleName()).doesNotContain(SECRET)
                    .doesNotContain("104, 117, 110");
        }
    }

    @Test
    void anErrorShowsItsCode() {
        assertThat(new ErrorResponse(Map.of('S', "ERROR", 'C', "22P02"))).hasToString("ErrorResponse[ERROR, 22P02]");
        assertThat(new ErrorResponse(Map.of())).hasToString("ErrorResponse[?, no SQLSTATE]");
    }
}
