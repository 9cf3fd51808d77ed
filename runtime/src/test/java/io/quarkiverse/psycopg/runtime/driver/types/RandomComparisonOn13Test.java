package io.quarkiverse.psycopg.runtime.driver.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.testsupport.TestServer;

/** The same comparison on the oldest supported server, for the types and values that it has, with fewer of them. */
class RandomComparisonOn13Test extends RandomComparison {

    private static final int SHARE = 10;

    RandomComparisonOn13Test() {
        super(TestServer.v13(), 13, COUNT / SHARE);
    }

    /** This server reads and writes them as bare bytes in text. */
    @Test
    void charAboveAsciiTravelsInBinary() {
        List<WireRow> rows = client.each("SELECT $1::\"char\"", 18, List.of("\\200", "\\377", "a", "", "\\"), 1);
        assertThat(rows).map(row -> row.get(0)).containsExactly("\\200", "\\377", "a", "", "\\");
        for (String wrong : List.of("ab", "\\400", "\\99a", "ż")) {
            assertThatThrownBy(() -> client.each("SELECT $1::\"char\"", 18, List.of(wrong), 1))
                    .isInstanceOf(DataException.class);
        }
    }
}
