package io.quarkiverse.psycopg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.testsupport.PlantedSecrets;

class PgConnectOptionsTest {

    /** Every text that is sent to the server, or used on the way. */
    static Stream<Object[]> texts() {
        Map<String, BiFunction<PgConnectOptions.Builder, String, Object>> setters = new LinkedHashMap<>();
        setters.put("user", PgConnectOptions.Builder::user);
        setters.put("dbname", PgConnectOptions.Builder::database);
        setters.put("password", PgConnectOptions.Builder::password);
        setters.put("application_name", PgConnectOptions.Builder::applicationName);
        setters.put("options", PgConnectOptions.Builder::options);
        setters.put("init-sql", PgConnectOptions.Builder::initSql);
        setters.put("host", (b, text) -> b.host(text, 5432));
        setters.put("hostaddr", (b, text) -> new HostSpec("h", text, 5432));
        setters.put("search_path", (b, text) -> b.parameters(Map.of("search_path", text)));
        setters.put("parameter name", (b, text) -> b.parameters(Map.of(text, "x")));
        setters.put("sslpassword", (b, text) -> PgTlsOptions.builder().keyPassword(text));
        setters.put("sslkey", (b, text) -> PgTlsOptions.builder().key(text));
        return setters.entrySet().stream().flatMap(e -> Stream.of("\0", "\ud800", "\udc00", "\udc00\ud800")
                .map(bad -> new Object[] { e.getKey(), PlantedSecrets.PASSWORD + bad, e.getValue() }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void nulAndLoneSurrogatesAreRefused(String option, String text,
            BiFunction<PgConnectOptions.Builder, String, Object> setter) {
        assertThatThrownBy(() -> setter.apply(PgConnectOptions.builder(), text)).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining(option).satisfies(PlantedSecrets::assertNotIn);
    }

    @Test
    void aChangedCopyLeavesTheOriginal() {
        PgConnectOptions first = PgConnectOptions.builder().host("h", 1).user("u").password("p").database("d")
                .sslMode(SslMode.REQUIRE).queryTimeout(Duration.ZERO).build();
        PgConnectOptions second = first.toBuilder().user("v").build();
        assertThat(first.user()).isEqualTo("u");
        assertThat(second.user()).isEqualTo("v");
        assertThat(second.hosts()).isEqualTo(first.hosts());
        assertThat(second.password()).contains("p");
        assertThat(second.database()).isEqualTo("d");
        assertThat(second.sslMode()).isEqualTo(SslMode.REQUIRE);
        assertThat(second.queryTimeout()).isZero();
    }

    @Test
    void collectionsAreCopied() {
        Map<String, String> parameters = new HashMap<>(Map.of("a", "b"));
        PgConnectOptions options = PgConnectOptions.builder().parameters(parameters).build();
        parameters.clear();
        assertThat(options.parameters()).containsEntry("a", "b");
        assertThatThrownBy(() -> options.parameters().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> options.hosts().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> options.requireAuth().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theDatabaseFollowsTheUser() {
        assertThat(PgConnectOptions.builder().user("u").build().database()).isEqualTo("u");
        assertThat(PgConnectOptions.builder().user("u").build().toBuilder().user("v").build().database()).isEqualTo("v");
    }

    @Test
    void whatCannotBeIsRefused() {
        PgConnectOptions.Builder builder = PgConnectOptions.builder();
        refused(() -> builder.hosts(List.of()), "at least one host");
        refused(() -> builder.host("", 1), "a host is empty");
        refused(() -> builder.host("h", 0), "invalid port number");
        refused(() -> builder.connectTimeout(Duration.ofSeconds(-1)), "connect_timeout");
        refused(() -> builder.queryTimeout(Duration.ofSeconds(-1)), "query-timeout");
        refused(() -> builder.maxMessageSize(1023), "max-message-size");
        refused(() -> builder.statementCacheSize(-1), "statement-cache.size");
        refused(() -> builder.statementCacheThreshold(0), "statement-cache.threshold");
        refused(() -> builder.scramMaxIterations(0), "scram-max-iterations");
        refused(() -> builder.requireAuth(Set.of()), "require_auth");
        refused(() -> builder.parameters(Map.of("", "x")), "is empty");
        refused(() -> PgConnectOptions.builder().minProtocolVersion(ProtocolVersion.V3_2)
                .maxProtocolVersion(ProtocolVersion.V3_0)
                .build(), "min_protocol_version");
        refused(() -> PgPoolOptions.builder().minSize(2).maxSize(1).build(), "pool.min-size 2 is greater");
        refused(() -> PgPoolOptions.builder().maxSize(-1), "pool.max-size");
        refused(() -> PgPoolOptions.builder().acquireTimeout(Duration.ofMillis(-1)), "pool.acquire-timeout");
    }

    private static void refused(Runnable call, String sentence) {
        assertThatThrownBy(call::run).isInstanceOf(PgException.class).hasMessageContaining(sentence);
    }

    @Test
    void poolDefaults() {
        PgPoolOptions options = PgPoolOptions.builder().build();
        assertThat(options.minSize()).isZero();
        assertThat(options.maxSize()).isEqualTo(20);
        assertThat(options.onConnect()).isEmpty();
        assertThat(PgPoolOptions.builder().minSize(5).maxSize(0).build().toBuilder().build().minSize()).isEqualTo(5);
    }
}
