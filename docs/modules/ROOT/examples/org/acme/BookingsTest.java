package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.types.PgInterval;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class BookingsTest {

    @Inject
    Bookings bookings;

    @Test
    void typesAreWhatTheyAre() {
        bookings.create().await().indefinitely();
        assertThat(bookings.overlapping(LocalDate.of(2024, 5, 3), LocalDate.of(2024, 5, 10)).await().indefinitely())
                .containsExactly(1L);
        assertThat(bookings.names(List.of(1L, 2L)).await().indefinitely()).containsExactly("Ala");
        assertThat(bookings.address(1).await().indefinitely().get("town")).isEqualTo("Kraków");
        assertThat(bookings.end(new PgInterval(0, 1, 0)).await().indefinitely()).isAfter(OffsetDateTime.now());
    }
}
