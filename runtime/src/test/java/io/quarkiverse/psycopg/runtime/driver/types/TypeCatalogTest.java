package io.quarkiverse.psycopg.runtime.driver.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

/** The states of a catalog, without a server. */
class TypeCatalogTest {

    private static final int OID = 70_000;

    private final TypeCatalog catalog = new TypeCatalog();
    private final AtomicInteger called = new AtomicInteger();

    private TypeCatalog.Load load() {
        return catalog.load(List.of(OID), called::incrementAndGet).orElseThrow();
    }

    @Test
    void onlyOneConnectionLoadsAndTheOthersAreCalledBackOnce() {
        TypeCatalog.Load load = load();
        assertThat(catalog.state()).isEqualTo(TypeCatalog.State.LOADING);
        for (int i = 0; i < 99; i++) {
            assertThat(catalog.load(List.of(OID), called::incrementAndGet)).isEmpty();
        }
        assertThat(load.end()).isFalse();
        assertThat(called).hasValue(99);
        load.abandon();
        assertThat(called).hasValue(99);
        assertThat(catalog.state()).isEqualTo(TypeCatalog.State.LOADED);
        assertThat(catalog.queries()).isEqualTo(1);
    }

    @Test
    void failedLoadLetsAnotherTry() {
        TypeCatalog.Load load = load();
        assertThat(catalog.load(List.of(OID), called::incrementAndGet)).isEmpty();
        load.abandon();
        assertThat(catalog.state()).isEqualTo(TypeCatalog.State.NOT_LOADED);
        assertThat(called).hasValue(1);
        assertThat(load().end()).isFalse();
    }

    @Test
    void typesThatTheCatalogDoesNotHaveAreNotAskedForAgain() {
        assertThat(catalog.types().isKnown(OID)).isFalse();
        load().end();
        assertThat(catalog.types().isKnown(OID)).isTrue();
        assertThat(catalog.types().codec(OID)).isInstanceOf(UnknownCodec.class);
    }

    @Test
    void queryAsksForTheMissingTypesByTheirUnsignedNumbers() {
        assertThat(catalog.load(List.of(-1), called::incrementAndGet).orElseThrow().sql()).endsWith("OR t.oid IN (4294967295)");
    }
}
