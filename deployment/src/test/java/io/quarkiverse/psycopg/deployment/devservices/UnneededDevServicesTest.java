package io.quarkiverse.psycopg.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class UnneededDevServicesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.psycopg.\"audit\".host", "audit.invalid")
            .overrideConfigKey("quarkus.psycopg.\"off\".devservices.enabled", "false")
            .overrideConfigKey("quarkus.psycopg.\"inactive\".active", "false");

    @ConfigProperty(name = "quarkus.psycopg.url")
    Optional<String> url;

    @ConfigProperty(name = "quarkus.psycopg.\"audit\".url")
    Optional<String> audit;

    @ConfigProperty(name = "quarkus.psycopg.\"off\".url")
    Optional<String> off;

    @ConfigProperty(name = "quarkus.psycopg.\"inactive\".url")
    Optional<String> inactive;

    @Test
    void aDatabaseThatNobodyNamesOrThatIsConfiguredOrOffHasNone() {
        assertThat(url).isEmpty();
        assertThat(audit).isEmpty();
        assertThat(off).isEmpty();
        assertThat(inactive).isEmpty();
    }
}
