package io.quarkiverse.psycopg.runtime.driver.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaslPrepTest {

    /** RFC 4013, section 3, and what PostgreSQL does with the rest: it takes a password that SASLprep refuses as it is. */
    @ParameterizedTest
    @CsvSource({
            "I\u00adX, IX",
            "user, user",
            "USER, USER",
            "\u00aa, a",
            "\u2168, IX",
            "a\u00a0b, a b",
            "'\u0007', '\u0007'",
            "\u06271, \u06271"
    })
    void preparesAsTheServerDoes(String password, String prepared) {
        assertThat(SaslPrep.prepare(password)).isEqualTo(prepared);
    }
}
