package io.quarkiverse.psycopg.runtime.driver.connection.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.error.PgException;

class ServiceFileTest {

    private static final String CONTENT = """
            # comment
            [other]
            host=wrong

              [orders]
            host=orders-host
            port=77
            user=service-user
            user=second
            password=a b=c

            [later]
            host=wrong
            """;

    @TempDir
    Path home;

    private Map<String, String> environment(String content) throws IOException {
        Files.writeString(home.resolve(".pg_service.conf"), content);
        return Map.of("HOME", home.toString(), "PGUSER", "envuser", "PGDATABASE", "envdb");
    }

    @Test
    void aSectionIsWeakerThanTheStringAndStrongerThanVariables() throws IOException {
        PgConnectOptions options = PgConnectOptions.parse("service=orders port=78", environment(CONTENT));
        assertThat(options.hosts()).map(Object::toString).containsExactly("orders-host:78");
        assertThat(options.user()).isEqualTo("service-user");
        assertThat(options.database()).isEqualTo("envdb");
        assertThat(options.password()).contains("a b=c");
    }

    @Test
    void theFileAndTheSectionMayBeNamedByVariables() throws IOException {
        environment(CONTENT);
        PgConnectOptions options = PgConnectOptions.fromEnvironment(
                Map.of("PGSERVICEFILE", home.resolve(".pg_service.conf").toString(), "PGSERVICE", "orders"));
        assertThat(options.user()).isEqualTo("service-user");
    }

    @Test
    void theSystemFileIsAskedAfterThePersonalOne() throws IOException {
        Path system = Files.createDirectory(home.resolve("etc"));
        Files.writeString(system.resolve("pg_service.conf"), "[elsewhere]\nhost=system-host\n");
        environment(CONTENT);
        PgConnectOptions options = PgConnectOptions.parse("service=elsewhere",
                Map.of("HOME", home.toString(), "PGSYSCONFDIR", system.toString()));
        assertThat(options.hosts().get(0).host()).isEqualTo("system-host");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "[s]\\nnope=hunter2          | syntax error in service file",
            "[s]\\nhunter2               | line 2",
            "[s]\\nhost = hunter2        | syntax error in service file",
            "[s]\\nservice=hunter2       | nested service specifications are not supported",
            "[s]\\nldap://hunter2        | LDAP look-up is not supported",
            "[t]\\nhost=hunter2          | definition of service \"s\" not found",
    })
    void mistakesAreNamedByFileAndLine(String content, String sentence) throws IOException {
        Map<String, String> environment = environment(content.replace("\\n", "\n"));
        assertThatThrownBy(() -> PgConnectOptions.parse("service=s", environment)).isInstanceOf(PgException.class)
                .hasMessageContaining(sentence.strip()).hasMessageNotContaining("hunter2");
    }

    @Test
    void aNamedFileMustExist() {
        assertThatThrownBy(() -> PgConnectOptions.parse("service=s", Map.of("PGSERVICEFILE", "/nowhere/at/all")))
                .hasMessageContaining("service file \"/nowhere/at/all\" not found");
    }
}
