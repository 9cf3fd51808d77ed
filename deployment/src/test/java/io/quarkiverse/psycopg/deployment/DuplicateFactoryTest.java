package io.quarkiverse.psycopg.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.CursorFactory;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkus.test.QuarkusUnitTest;

/** Two factories of one kind for one database are refused when the application is built. */
class DuplicateFactoryTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(One.class, Other.class))
            .assertException(DuplicateFactoryTest::namesBothAndTheFix);

    @Singleton
    static class One implements CursorFactory {
        @Override
        public PgCursor create(PgCursor cursor) {
            return cursor;
        }
    }

    @Singleton
    static class Other implements CursorFactory {
        @Override
        public PgCursor create(PgCursor cursor) {
            return cursor;
        }
    }

    @Test
    void theBuildFails() {
        Assertions.fail("the application was built");
    }

    private static void namesBothAndTheFix(Throwable failure) {
        String text = Stream.concat(Stream.of(failure), Arrays.stream(failure.getSuppressed()))
                .map(Throwable::getMessage).collect(Collectors.joining("\n"));
        assertThat(text).contains("There are 2 beans of type CursorFactory for the default database")
                .contains("DuplicateFactoryTest$One").contains("DuplicateFactoryTest$Other").contains("@PgDatabase");
    }
}
