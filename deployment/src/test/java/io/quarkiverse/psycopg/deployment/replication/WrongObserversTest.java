package io.quarkiverse.psycopg.deployment.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.mapping.PgRow;
import io.quarkiverse.psycopg.replication.PgReplication;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.replication.Truncate;
import io.quarkus.test.QuarkusUnitTest;

class WrongObserversTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Wrong.class, Homeless.class))
            .assertException(failure -> {
                StringBuilder said = new StringBuilder();
                for (Throwable t = failure; t != null; t = t.getCause()) {
                    said.append(t.getMessage());
                    Arrays.stream(t.getSuppressed()).forEach(s -> said.append(s.getMessage()));
                }
                assertThat(said).contains("Wrong.text() of @PgReplication(\"feed\") observes java.lang.String")
                        .contains("Wrong.hidden() of @PgReplication(\"feed\") is private")
                        .contains("Wrong.metadata()").contains("EventMetadata")
                        .contains("Wrong.asynchronous()").contains("@ObservesAsync")
                        .contains("Wrong.raw()").contains("with Row or ChangedRow as the type argument")
                        .contains("Wrong.homeless()").contains("names no table: add table");
            });

    @Test
    void theBuildFailsWithAllOfThem() {
        throw new AssertionError("the application must not start");
    }

    @PgRow
    record Homeless(long id) {
    }

    @Singleton
    static class Wrong {

        void text(@Observes @PgReplication("feed") String text) {
        }

        private void hidden(@Observes @PgReplication("feed") Truncate truncate) {
        }

        void metadata(@Observes @PgReplication("feed") Truncate truncate, EventMetadata metadata) {
        }

        void asynchronous(@ObservesAsync @PgReplication("feed") Truncate truncate) {
        }

        void homeless(@Observes @PgReplication("feed") RowChange<Homeless> change) {
        }

        void raw(@Observes @PgReplication("feed") RowChange<String> change) {
        }
    }
}
