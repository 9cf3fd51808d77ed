package io.quarkiverse.psycopg.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/**
 * Holds the table of layers of the architecture page: a layer uses those to its left, never one beside it or to its right.
 */
class LayersTest {

    private static final String API = "io.quarkiverse.psycopg";
    private static final String DRIVER = API + ".runtime.driver";

    /** From left to right; the packages of one entry do not know each other. */
    private static final List<Set<String>> LAYERS = List.of(
            Set.of("wire"),
            Set.of("auth", "types", "sql"),
            Set.of("exchange", "adaptation"),
            Set.of("connection"),
            Set.of("cursor", "transaction", "copy", "largeobject", "notification", "replication"),
            Set.of("client"),
            Set.of("pool"));

    /** An interface that every layer may call, and that calls none. */
    private static final String OBSERVE = "observe";

    /** The packages that applications see. */
    private static final String[] API_PACKAGES = { API, API + ".types..", API + ".error..", API + ".copy..",
            API + ".largeobject..", API + ".notification..", API + ".replication..", API + ".blocking..", API + ".mapping.." };

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(API);

    @TestFactory
    Stream<DynamicTest> layerUsesOnlyThoseToItsLeft() {
        return LAYERS.stream().flatMap(Set::stream).sorted().map(layer -> DynamicTest.dynamicTest(layer,
                () -> noClasses().that().resideInAPackage(within(layer))
                        .should().dependOnClassesThat().resideInAnyPackage(forbiddenTo(layer))
                        .allowEmptyShould(true).check(PRODUCTION)));
    }

    @Test
    void everyPackageOfTheDriverIsInTheTable() {
        Set<String> known = new TreeSet<>(Set.of(OBSERVE));
        LAYERS.forEach(known::addAll);
        Set<String> found = new TreeSet<>();
        PRODUCTION.stream().map(type -> type.getPackageName() + ".").filter(name -> name.startsWith(DRIVER + "."))
                .map(name -> name.substring(DRIVER.length() + 1)).filter(name -> !name.isEmpty())
                .forEach(name -> found.add(name.substring(0, name.indexOf('.'))));
        assertThat(known).containsAll(found);
    }

    @Test
    void observersKnowNoLayer() {
        noClasses().that().resideInAPackage(within(OBSERVE))
                .should().dependOnClassesThat().resideInAnyPackage(
                        LAYERS.stream().flatMap(Set::stream).map(LayersTest::within).toArray(String[]::new))
                .allowEmptyShould(true).check(PRODUCTION);
    }

    @Test
    void pgoutputKnowsNoConnection() {
        noClasses().that().resideInAPackage(DRIVER + ".replication.pgoutput..")
                .should().dependOnClassesThat()
                .resideInAnyPackage(within("exchange"), within("connection"), within("auth"), within("sql"))
                .allowEmptyShould(true).check(PRODUCTION);
    }

    @Test
    void coreKnowsNeitherQuarkusNorTheGlue() {
        classes().that().resideInAPackage(DRIVER + "..")
                .should().onlyDependOnClassesThat().resideInAnyPackage(concat(API_PACKAGES, DRIVER + "..", "java..",
                        "javax..", "jdk.net..", "io.smallrye.mutiny..", "io.vertx..", "io.netty..", "org.jboss.logging..",
                        "com.ongres.saslprep.."))
                .allowEmptyShould(true).check(PRODUCTION);
    }

    @Test
    void networkClassesAreInOnePackage() {
        noClasses().that().resideInAPackage(API + "..").and().resideOutsideOfPackages(DRIVER + ".connection.net..",
                API + ".runtime.config..", API + ".runtime.glue..")
                .should().dependOnClassesThat().resideInAnyPackage("io.vertx.core.net..", "io.netty.channel..",
                        "io.netty.handler..", "io.netty.buffer..")
                .check(PRODUCTION);
    }

    @Test
    void apiUsesJdkMutinyAndCdiOnly() {
        classes().that().resideInAnyPackage(API_PACKAGES)
                .should().onlyDependOnClassesThat(new Allowed()).check(PRODUCTION);
    }

    @Test
    void readingOptionsKnowsNoConnection() {
        classes().that().resideInAPackage(Allowed.OPTIONS)
                .should().onlyDependOnClassesThat().resideInAnyPackage(API, API + ".error", Allowed.OPTIONS, within("auth"),
                        within("wire"), "java..")
                .check(PRODUCTION);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        Path sources = Path.of("src/main/java");
        List<Path> silent = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java")).map(Path::getParent).distinct()
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java"))).forEach(silent::add);
        }
        assertThat(silent).as("packages without package-info.java").isEmpty();
    }

    private static String[] forbiddenTo(String layer) {
        List<String> forbidden = new ArrayList<>();
        boolean left = true;
        for (Set<String> step : LAYERS) {
            left &= !step.contains(layer);
            if (!left) {
                step.stream().filter(other -> !other.equals(layer)).map(LayersTest::within).forEach(forbidden::add);
            }
        }
        return forbidden.isEmpty() ? new String[] { API + ".runtime" } : forbidden.toArray(String[]::new);
    }

    private static String within(String layer) {
        return DRIVER + "." + layer + "..";
    }

    private static String[] concat(String[] first, String... second) {
        return Stream.concat(Stream.of(first), Stream.of(second)).toArray(String[]::new);
    }
}
