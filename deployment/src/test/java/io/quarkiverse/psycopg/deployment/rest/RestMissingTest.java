package io.quarkiverse.psycopg.deployment.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class RestMissingTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.psycopg.rest.map-errors", "true")
            .assertException(failure -> assertThat(failure).hasMessageContaining("the application has no Quarkus REST")
                    .hasMessageContaining("quarkus.psycopg.rest.map-errors"));

    @Test
    void mappingWithoutQuarkusRestIsAnErrorOfTheBuild() {
        Assertions.fail("the application was built");
    }
}
