package io.quarkiverse.psycopg.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgPool;
import io.quarkus.arc.Unremovable;
import io.quarkus.test.QuarkusUnitTest;

class UnknownDatabaseTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Orders.class, Reports.class))
            .overrideConfigKey("quarkus.psycopg.\"audit\".url", "postgresql://audit.invalid")
            .assertException(UnknownDatabaseTest::namesEveryInjectionPointAndItsFix);

    @Unremovable
    @ApplicationScoped
    static class Orders {

        @Inject
        @PgDatabase("audti")
        PgPool audit;

        @Inject
        @PgDatabase("audit")
        PgPool known;
    }

    @Unremovable
    @ApplicationScoped
    static class Reports {

        @Inject
        @PgDatabase("warehouse")
        Instance<PgPool> warehouse;
    }

    @Test
    void theBuildFails() {
        Assertions.fail("the application was built");
    }

    private static void namesEveryInjectionPointAndItsFix(Throwable failure) {
        String text = Stream.concat(Stream.of(failure), Arrays.stream(failure.getSuppressed()))
                .map(Throwable::getMessage).collect(Collectors.joining("\n"));
        assertThat(text).contains("Orders#audit").contains("@PgDatabase(\"audti\")")
                .contains("quarkus.psycopg.\"audti\".url")
                .contains("Reports#warehouse").contains("quarkus.psycopg.\"warehouse\".url")
                .contains("(named databases that are configured: audit)").doesNotContain("Orders#known");
    }
}
