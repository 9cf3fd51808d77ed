package io.quarkiverse.psycopg.runtime.driver.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

class PasswordMd5Test {

    @Test
    void storesAsPostgresqlDoes() {
        assertThat(PasswordMd5.stored("user", "password")).isEqualTo("md54d45974e13472b5a0be3533de4666414");
    }

    @Test
    void saltsTheStoredForm() {
        assertThat(PasswordMd5.response("user", "password", Bytes.copyOf(new byte[] { 1, 2, 3, 4 })))
                .isEqualTo("md5a3576f1ae039b8996bc4fc2720f9c71a");
    }
}
