package io.quarkiverse.psycopg.runtime.driver.connection.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.error.OperationalException;

class PasswordFileTest {

    @TempDir
    Path home;

    private String passwordOf(String dsn, String content, String permissions) throws IOException {
        Path file = home.resolve(".pgpass");
        Files.write(file, content.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        PgConnectOptions options = PgConnectOptions.parse(dsn, Map.of("HOME", home.toString()));
        return options.passwordFor(options.hosts().get(0)).orElse("none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "h:5432:d:u:pw              | pw",
            "*:*:*:*:pw                 | pw",
            "h:*:d:*:pw                 | pw",
            "g:5432:d:u:pw              | none",
            "h:5433:d:u:pw              | none",
            "h:5432:e:u:pw              | none",
            "h:5432:d:v:pw              | none",
            "# h:5432:d:u:pw            | none",
            "h:5432:d:u:p\\:w           | p:w",
            "h:5432:d:u:p\\\\w          | p\\w",
            "h:5432:d:u:p:w             | p:w",
            "\\h:5432:d:u:pw            | pw",
            "h*:5432:d:u:pw             | none",
            "h:5432:d:u:                | none",
            "h:5432:d:u                 | none",
            "nonsense                   | none",
    })
    void entriesAreMatchedAndUnescaped(String line, String password) throws IOException {
        assertThat(passwordOf("host=h dbname=d user=u", line + "\n", "rw-------")).isEqualTo(password);
    }

    @Test
    void theFirstEntryThatFitsCounts() throws IOException {
        assertThat(passwordOf("host=h user=u", "x:*:*:*:no\r\nh:*:*:*:first\r\n*:*:*:*:second\n", "rw-------"))
                .isEqualTo("first");
    }

    @Test
    void theDatabaseIsNamedAsTheUserByDefault() throws IOException {
        assertThat(passwordOf("host=h user=u", "*:*:u:u:pw\n", "rw-------")).isEqualTo("pw");
    }

    @Test
    void anEscapedColonBelongsToTheHost() throws IOException {
        assertThat(passwordOf("host=::1 user=u", "\\:\\:1:*:*:*:pw\n", "rw-------")).isEqualTo("pw");
    }

    @ParameterizedTest
    @ValueSource(strings = { "rw-r-----", "rw----r--", "rw--w----", "rw------x" })
    void aFileThatOthersCanReachIsIgnored(String permissions) throws IOException {
        assertThat(passwordOf("host=h user=u", "*:*:*:*:pw\n", permissions)).isEqualTo("none");
    }

    @Test
    void aPasswordInTheStringIsStronger() throws IOException {
        assertThat(passwordOf("host=h user=u password=given", "*:*:*:*:pw\n", "rw-------")).isEqualTo("given");
    }

    @Test
    void everyHostHasItsOwn() throws IOException {
        passwordOf("", "a:*:*:*:forA\nb:*:*:*:forB\n", "rw-------");
        PgConnectOptions options = PgConnectOptions.parse("host=a,b,c", Map.of("HOME", home.toString()));
        assertThat(options.passwordFor(new HostSpec("a", 5432))).contains("forA");
        assertThat(options.passwordFor(new HostSpec("b", 5432))).contains("forB");
        assertThat(options.passwordFor(new HostSpec("c", 5432))).isEmpty();
        assertThat(options.toString()).doesNotContain("forA", "forB");
    }

    @Test
    void aChangedCopyIsLookedUpAgain() throws IOException {
        passwordOf("", "*:*:*:one:forOne\n*:*:*:two:forTwo\n", "rw-------");
        PgConnectOptions one = PgConnectOptions.parse("host=h user=one", Map.of("HOME", home.toString()));
        PgConnectOptions two = one.toBuilder().user("two").build();
        assertThat(one.passwordFor(one.hosts().get(0))).contains("forOne");
        assertThat(two.passwordFor(one.hosts().get(0))).contains("forTwo");
    }

    @Test
    void theFileMayBeNamed() throws IOException {
        passwordOf("", "*:*:*:*:pw\n", "rw-------");
        Path other = Files.move(home.resolve(".pgpass"), home.resolve("other"));
        PgConnectOptions byOption = PgConnectOptions.parse("passfile=" + other, Map.of());
        PgConnectOptions byVariable = PgConnectOptions.parse("", Map.of("PGPASSFILE", other.toString()));
        assertThat(byOption.passwordFor(byOption.hosts().get(0))).contains("pw");
        assertThat(byVariable.passwordFor(byVariable.hosts().get(0))).contains("pw");
    }

    @Test
    void anAbsentFileIsNone() {
        assertThat(PgConnectOptions.parse("passfile=/nowhere/at/all", Map.of()).hosts()).hasSize(1);
    }

    @Test
    void aFileThatIsNotUtf8IsAnErrorWithoutItsContent() throws IOException {
        Path file = home.resolve(".pgpass");
        Files.write(file, new byte[] { '*', ':', (byte) 0xff, 'p', 'w' });
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> PgConnectOptions.parse("", Map.of("HOME", home.toString())))
                .isInstanceOf(OperationalException.class).hasMessageContaining("is not UTF-8");
    }
}
