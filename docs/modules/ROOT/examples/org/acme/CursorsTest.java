package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgPool;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

@QuarkusTest
class CursorsTest {

    @Inject
    Cursors cursors;

    @Inject
    PgPool pool;

    private static <T> T await(Uni<T> uni) {
        return uni.await().indefinitely();
    }

    @Test
    void resultIsReadInParts() {
        assertThat(await(cursors.report(1))).isEqualTo("SELECT 10: 3 and 7 rows, last column ?column?");
    }

    @Test
    void namedCursorIsReadInBatchesAndGoesBack() {
        assertThat(await(cursors.sum())).isEqualTo(10000L * 10001 / 2 - 1);
    }

    @Test
    void severalResults() {
        assertThat(await(cursors.several())).containsExactly(1, 2);
    }

    @Test
    void procedureGivesValuesBack() {
        await(pool.execute("CREATE OR REPLACE PROCEDURE divide(INOUT n int, by int, OUT rest int) LANGUAGE plpgsql AS "
                + "'BEGIN rest := n % by; n := n / by; END'"));
        assertThat(await(cursors.divide(17, 5))).containsEntry("n", 3).containsEntry("rest", 2).containsEntry("by", 5);
    }

    @Test
    void streamIsReadAsFarAsItIsAskedFor() {
        assertThat(await(cursors.stream().select().first(3).collect().asList())).hasSize(3);
    }

    @Test
    void cursorOfOnesOwn() {
        await(pool.withConnection(cursors::logged));
        assertThat(await(cursors.maps())).hasSize(1);
    }
}
