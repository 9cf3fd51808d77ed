package io.quarkiverse.psycopg.runtime.driver.connection.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.psycopg.AuthMethod;
import io.quarkiverse.psycopg.ChannelBinding;
import io.quarkiverse.psycopg.Credentials;
import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.LoadBalanceHosts;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.ProtocolVersion;
import io.quarkiverse.psycopg.ReplicationMode;
import io.quarkiverse.psycopg.SslCertMode;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.SslNegotiation;
import io.quarkiverse.psycopg.TargetSessionAttrs;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.testsupport.PlantedSecrets;

class OptionReaderTest {

    private static PgConnectOptions read(String dsn) {
        return PgConnectOptions.parse(dsn, Map.of());
    }

    @Test
    void defaults() {
        PgConnectOptions options = read("");
        assertThat(options.hosts()).containsExactly(new HostSpec("localhost", 5432));
        assertThat(options.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(options.database()).isEqualTo(options.user());
        assertThat(options.sslMode()).isEqualTo(SslMode.PREFER);
        assertThat(options.requireAuth()).containsExactlyInAnyOrder(AuthMethod.SCRAM_SHA_256, AuthMethod.NONE);
        assertThat(options.password()).isEmpty();
        assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void emptyValuesCountAsAbsent() {
        PgConnectOptions options = read("host='' port='' user='' dbname='' password='' sslmode='' connect_timeout=''");
        assertThat(options.hosts()).containsExactly(new HostSpec("localhost", 5432));
        assertThat(options.password()).isEmpty();
    }

    @Test
    void everyOptionArrives() {
        PgConnectOptions options = read("user=u password=p dbname=d connect_timeout=7 options='-c a=b' application_name=app "
                + "channel_binding=require keepalives=0 keepalives_idle=1 keepalives_interval=2 keepalives_count=3 "
                + "tcp_user_timeout=4 sslmode=verify-ca sslnegotiation=direct sslcert=c sslkey=k sslcertmode=require "
                + "sslpassword=sp sslrootcert=r sslcrl=l sslcrldir=ld sslsni=0 require_auth=md5,password "
                + "min_protocol_version=3.2 max_protocol_version=latest ssl_min_protocol_version=TLSv1.3 "
                + "ssl_max_protocol_version=TLSv1.3 replication=database target_session_attrs=prefer-standby "
                + "load_balance_hosts=random client_encoding=utf-8 gssencmode=disable gssdelegation=0 sslcompression=0");
        assertThat(options.user()).isEqualTo("u");
        assertThat(options.password()).contains("p");
        assertThat(options.database()).isEqualTo("d");
        assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(options.options()).contains("-c a=b");
        assertThat(options.applicationName()).contains("app");
        assertThat(options.channelBinding()).isEqualTo(ChannelBinding.REQUIRE);
        assertThat(options.keepAlive().enabled()).isFalse();
        assertThat(options.keepAlive().idle()).isEqualTo(Duration.ofSeconds(1));
        assertThat(options.keepAlive().interval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.keepAlive().count()).isEqualTo(3);
        assertThat(options.keepAlive().userTimeout()).isEqualTo(Duration.ofMillis(4));
        assertThat(options.requireAuth()).containsExactlyInAnyOrder(AuthMethod.MD5, AuthMethod.PASSWORD);
        assertThat(options.minProtocolVersion()).isEqualTo(ProtocolVersion.V3_2);
        assertThat(options.maxProtocolVersion()).isEqualTo(ProtocolVersion.V3_2);
        assertThat(options.replication()).isEqualTo(ReplicationMode.LOGICAL);
        assertThat(options.targetSessionAttrs()).isEqualTo(TargetSessionAttrs.PREFER_STANDBY);
        assertThat(options.loadBalanceHosts()).isEqualTo(LoadBalanceHosts.RANDOM);
        tlsOptionsArrive(options);
    }

    private static void tlsOptionsArrive(PgConnectOptions options) {
        assertThat(options.sslMode()).isEqualTo(SslMode.VERIFY_CA);
        assertThat(options.tls().negotiation()).isEqualTo(SslNegotiation.DIRECT);
        assertThat(options.tls().cert()).contains("c");
        assertThat(options.tls().key()).contains("k");
        assertThat(options.tls().certMode()).isEqualTo(SslCertMode.REQUIRE);
        assertThat(options.tls().keyPassword()).contains("sp");
        assertThat(options.tls().rootCert()).contains("r");
        assertThat(options.tls().crl()).contains("l");
        assertThat(options.tls().crlDirectory()).contains("ld");
        assertThat(options.tls().sni()).isFalse();
        assertThat(options.tls().minProtocol()).isEqualTo("TLSv1.3");
        assertThat(options.tls().maxProtocol()).isEqualTo("TLSv1.3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "host=a,b port=1,2                                   | a:1 b:2",
            "host=a,b port=1                                     | a:1 b:1",
            "host=a,,b                                           | a:5432 localhost:5432 b:5432",
            "postgresql://h1:1,h2,[::1]:3/d                      | h1:1 h2:5432 [::1]:3",
            "hostaddr=127.0.0.1,::1                              | 127.0.0.1:5432 [::1]:5432",
            "host=name hostaddr=10.0.0.1 port=7                  | 10.0.0.1:7",
            "host=/run/pg                                        | /run/pg/.s.PGSQL.5432",
            "host=a,b hostaddr=,10.0.0.1                         | a:5432 10.0.0.1:5432",
    })
    void severalHosts(String dsn, String targets) {
        assertThat(read(dsn).hosts()).map(HostSpec::toString).isEqualTo(List.of(targets.split(" ")));
    }

    /** Every value that does not fit is an error that names its option. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "port=badport                     | invalid port number of host 1",
            "port=0                           | invalid port number",
            "port=65536                       | invalid port number",
            "port=99999999999999              | invalid port number",
            "port=-1                          | invalid port number",
            "host=a,b port=1,2,3              | could not match 3 port numbers to 2 hosts",
            "host=a,b hostaddr=1.2.3.4        | could not match 2 host names to 1 hostaddr values",
            "hostaddr=localhost               | hostaddr 1 is not a literal IP address",
            "hostaddr=1.2.3.999               | hostaddr 1 is not a literal IP address",
            "postgresql://u:p@ss@h/d          | host 1 contains \"@\"",
            "postgresql://u:pa/ss@h/d         | invalid port number of host 1",
            "sslmode=requre                   | invalid sslmode value \"requre\": it must be one of disable, allow",
            "sslmode=DISABLE                  | invalid sslmode value",
            "sslnegotiation=direct            | weak sslmode \"prefer\" may not be used with sslnegotiation=direct",
            "sslrootcert=system sslmode=require | weak sslmode \"require\" may not be used with sslrootcert=system",
            "sslnegotiation=x                 | invalid sslnegotiation value",
            "sslcertmode=x                    | invalid sslcertmode value",
            "sslsni=2                         | invalid sslsni value",
            "ssl_min_protocol_version=TLSv1.1 | must be TLSv1.2 or TLSv1.3",
            "ssl_min_protocol_version=TLSv1.3 ssl_max_protocol_version=TLSv1.2 | is higher than",
            "channel_binding=x                | invalid channel_binding value",
            "connect_timeout=soon             | invalid integer value for connection option \"connect_timeout\"",
            "keepalives_idle=x                | \"keepalives_idle\"",
            "target_session_attrs=x           | invalid target_session_attrs value",
            "load_balance_hosts=x             | invalid load_balance_hosts value",
            "require_auth=x                   | invalid require_auth value",
            "require_auth=md5,!password       | cannot mix",
            "require_auth=md5,md5             | more than once",
            "min_protocol_version=2           | invalid min_protocol_version value",
            "replication=x                    | invalid replication value",
            "service=nosuch                   | definition of service \"nosuch\" not found",
    })
    void aValueThatDoesNotFitIsNamed(String dsn, String sentence) {
        assertThatThrownBy(() -> read(dsn)).isInstanceOf(OperationalException.class).hasMessageContaining(sentence);
    }

    /** Every option of libpq that the driver does not have is refused by its name. */
    @ParameterizedTest
    @CsvSource({ "requirepeer,x", "gssencmode,require", "krbsrvname,x", "gsslib,gssapi", "gssdelegation,1", "sslcompression,1",
            "sslkeylogfile,x", "scram_client_key,hunter2", "scram_server_key,hunter2", "oauth_issuer,x", "oauth_client_id,x",
            "oauth_client_secret,hunter2", "oauth_scope,x", "client_encoding,latin1", "require_auth,gss" })
    void whatIsNotSupportedIsRefusedByName(String option, String value) {
        assertThatThrownBy(() -> read(option + "=" + value)).isInstanceOf(NotSupportedException.class)
                .hasMessageContaining(option).hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @EnumSource(Keyword.class)
    void everyOptionIsHonouredOrRefusedNeverIgnored(Keyword keyword) {
        PgConnectOptions plain = read("");
        String odd = "no such value";
        PgConnectOptions read;
        try {
            read = read(ConnectionString.write(Map.of(keyword.keyword(), odd)));
        } catch (PgException refused) {
            assertThat(refused).hasMessageContaining(keyword == Keyword.PORT ? "port"
                    : keyword == Keyword.SERVICE ? "service"
                            : keyword.keyword());
            return;
        }
        if (keyword != Keyword.PASSFILE) {
            assertThat(fields(read)).isNotEqualTo(fields(plain));
        }
    }

    private static String fields(PgConnectOptions o) {
        return o.hosts() + o.user() + o.database() + o.password() + o.options() + o.applicationName() + o.tls().cert()
                + o.tls().key() + o.tls().keyPassword() + o.tls().rootCert() + o.tls().crl() + o.tls().crlDirectory();
    }

    @Test
    void negatedMethodsAreTakenFromTheDefault() {
        assertThat(read("require_auth=!none").requireAuth()).containsExactly(AuthMethod.SCRAM_SHA_256);
        assertThat(read("require_auth=!password,!md5").requireAuth()).containsExactlyInAnyOrder(AuthMethod.SCRAM_SHA_256,
                AuthMethod.NONE);
    }

    @Test
    void variablesStandInForOptionsAndTheStringIsStronger() {
        Map<String, String> env = new HashMap<>(
                Map.of("PGHOST", "envhost", "PGPORT", "7", "PGUSER", "envuser", "PGPASSWORD", "envpw",
                        "PGDATABASE", "envdb", "PGAPPNAME", "envapp", "PGSSLMODE", "disable", "PGTZ", "Europe/Paris", "PGGEQO",
                        "default"));
        PgConnectOptions options = PgConnectOptions.parse("user=given host=''", env);
        assertThat(options.hosts()).containsExactly(new HostSpec("localhost", 7));
        assertThat(options.user()).isEqualTo("given");
        assertThat(options.password()).contains("envpw");
        assertThat(options.database()).isEqualTo("envdb");
        assertThat(options.applicationName()).contains("envapp");
        assertThat(options.sslMode()).isEqualTo(SslMode.DISABLE);
        assertThat(options.parameters()).isEqualTo(Map.of("TimeZone", "Europe/Paris"));
        assertThat(PgConnectOptions.fromEnvironment(env).user()).isEqualTo("envuser");
        assertThat(PgConnectOptions.fromEnvironment(Map.of("PGREQUIRESSL", "1")).sslMode()).isEqualTo(SslMode.REQUIRE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "PGPASSWORD", "PGHOST", "PGDATABASE", "PGTZ" })
    void variablesAreCheckedToo(String variable) {
        assertThatThrownBy(() -> PgConnectOptions.fromEnvironment(Map.of(variable, "hunter2\ud800")))
                .isInstanceOf(PgException.class).hasMessageContaining("lone surrogate").hasMessageNotContaining("hunter2");
    }

    @Test
    void systemCertificatesMeanFullVerification() {
        assertThat(read("sslrootcert=system").sslMode()).isEqualTo(SslMode.VERIFY_FULL);
    }

    @Test
    void filesInTheHomeDirectoryAreFound(@TempDir Path home) throws IOException {
        Path directory = Files.createDirectory(home.resolve(".postgresql"));
        Files.createFile(directory.resolve("root.crt"));
        PgConnectOptions options = PgConnectOptions.parse("", Map.of("HOME", home.toString()));
        assertThat(options.tls().rootCert()).contains(directory.resolve("root.crt").toString());
        assertThat(options.tls().cert()).isEmpty();
    }

    @Test
    void secretsAreNotShown() {
        PgConnectOptions options = read(
                "user=u password=" + PlantedSecrets.PASSWORD + " sslpassword=" + PlantedSecrets.KEY_PASSWORD);
        System.out.println(options + " " + options.tls() + " " + new Credentials("u", PlantedSecrets.PASSWORD));
        assertThat(options.toString()).contains("user=u", "password=***");
        PlantedSecrets.assertNotIn("toString()", options + " " + options.tls());
    }

    /** A secret in any place of a string that is wrong in any way. */
    @ParameterizedTest
    @ValueSource(strings = { "password='%s", "password=x %s", "password=x %s=1", "postgresql://u:%s%%zz@h/d",
            "postgresql://u:a@%s@h/d",
            "postgresql://u:%s/x@h/d", "postgresql://h:%s/d", "port=%s", "hostaddr=%s", "sslmode=prefer;%s",
            "connect_timeout=%s",
            "scram_client_key=%s", "oauth_client_secret=%s", "postgresql://h/d?password=%s=1", "postgresql://[%s", "%s://x",
            "password=%s\0", "password=%s sslnegotiation=direct" })
    void noErrorShowsASecret(String dsn) {
        String text = dsn.replace("%s", PlantedSecrets.PASSWORD).replace("%%", "%");
        assertThatThrownBy(() -> read(text)).isInstanceOf(PgException.class).satisfies(PlantedSecrets::assertNotIn);
    }
}
