package io.quarkiverse.psycopg.runtime.driver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class RecentTextsTest {

    private final List<String> looked = new ArrayList<>();
    private final RecentTexts<Integer> lengths = new RecentTexts<>(sql -> {
        looked.add(sql);
        return sql.length();
    });

    @Test
    void aTextIsLookedAtOnceWhoeverHasIt() {
        assertThat(lengths.of("SELECT 1")).isEqualTo(8);
        assertThat(lengths.of(new StringBuilder("SELECT ").append(1).toString())).isEqualTo(8);
        assertThat(looked).containsExactly("SELECT 1");
    }

    /** "Aa" and "BB" have the same hash, and so have texts that differ in these only. */
    @Test
    void textsOfOneHashAreNotMistakenForEachOther() {
        RecentTexts<String> itself = new RecentTexts<>(sql -> sql);
        for (int i = 0; i < 3; i++) {
            assertThat(itself.of("SELECT Aa")).isEqualTo("SELECT Aa");
            assertThat(itself.of("SELECT BB")).isEqualTo("SELECT BB");
        }
    }

    @Test
    void manyTextsAndLongOnesAreTrueToo() {
        for (int i = 0; i < 10_000; i++) {
            String sql = "SELECT " + i;
            assertThat(lengths.of(sql)).isEqualTo(sql.length());
        }
        String large = "SELECT '" + "x".repeat(100_000) + "'";
        assertThat(lengths.of(large)).isEqualTo(large.length());
        assertThat(lengths.of(large)).isEqualTo(large.length());
    }
}
