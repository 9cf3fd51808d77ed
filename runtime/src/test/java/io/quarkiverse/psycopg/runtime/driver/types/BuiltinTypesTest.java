package io.quarkiverse.psycopg.runtime.driver.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

import io.quarkiverse.psycopg.testsupport.TestServer;

/** The generated table is what the servers' catalogs say. */
class BuiltinTypesTest {

    private static final String TABLE = "io/quarkiverse/psycopg/runtime/driver/types/BuiltinTypes.java";
    private static final String NAMES = "SELECT oid, typname::text FROM pg_type WHERE oid < 10000 AND typtype IN ('b', 'r', 'm', 'p')";

    @Test
    void tableIsWhatTheGeneratorWritesFromTheNewestServer(@TempDir Path target) throws Exception {
        TestServer server = TestServer.v18();
        String driver = Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", driver,
                "src/build/GenerateTypes.java",
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/postgres?user=postgres", target.toString())
                .inheritIO().start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Path.of("src/main/java").resolve(TABLE)).content().isEqualToIgnoringWhitespace(
                Files.readString(target.resolve(TABLE)));
    }

    @Test
    void oldestServerKnowsTheTypesByTheSameNumbers() throws Exception {
        try (WireClient client = new WireClient(TestServer.v13(), TypeRegistry.builtin().child())) {
            for (WireRow row : client.simple(NAMES)) {
                int oid = (int) row.getLong(0);
                TypeRegistry.builtin().info(oid)
                        .ifPresent(info -> assertThat(info.name()).as("OID %d", oid).isEqualTo(row.getString(1)));
            }
        }
    }

    @Test
    void catalogOfTheOldestServerIsLoaded() throws Exception {
        TypeCatalog catalog = new TypeCatalog();
        try (WireClient client = new WireClient(TestServer.v13(), catalog.types())) {
            client.simple("DROP TYPE IF EXISTS old_mood; CREATE TYPE old_mood AS ENUM ('a', 'b')");
            TypeCatalog.Load load = catalog.load(List.of(), () -> {
            }).orElseThrow();
            client.simple(load.sql()).forEach(load::row);
            assertThat(load.end()).isFalse();
            assertThat(catalog.types().info(catalog.types().oidOf("old_mood"))).get()
                    .isInstanceOfSatisfying(TypeInfo.Enum.class, type -> assertThat(type.labels()).containsExactly("a", "b"));
        }
    }

    @Test
    void everyTypeThatHasValuesHasACodec() {
        List<String> without = new ArrayList<>();
        for (TypeInfo type : BuiltinTypes.ALL) {
            if (TypeRegistry.builtin().codec(type.oid()) instanceof UnknownCodec && !type.name().startsWith("any")
                    && !type.name().endsWith("handler")) {
                without.add(type.name());
            }
        }
        assertThat(without).as("pseudo-types that never reach a client")
                .containsExactlyInAnyOrder("pg_ddl_command", "trigger", "internal", "event_trigger");
    }
}
