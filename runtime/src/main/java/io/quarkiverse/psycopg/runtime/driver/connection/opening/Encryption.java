package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import java.util.List;

import io.quarkiverse.psycopg.SslMode;

/**
 * How one attempt is protected.
 */
enum Encryption {

    /** Never asks for TLS. */
    PLAIN,

    /** Asks for TLS, goes on without where the server says that it has none. */
    TLS_OR_PLAIN,

    /** Asks for TLS, ends where the server has none. */
    TLS;

    /**
     * What an ssl-mode tries, in order; the next only where the server itself has refused to let in what was tried
     * before (no entry in pg_hba.conf). A failed handshake, an error or silence is never a reason to go on in plain
     * text.
     */
    static List<Encryption> plan(SslMode mode, boolean unixSocket) {
        if (unixSocket) {
            return List.of(PLAIN);
        }
        return switch (mode) {
            case DISABLE -> List.of(PLAIN);
            case ALLOW -> List.of(PLAIN, TLS);
            case PREFER -> List.of(TLS_OR_PLAIN, PLAIN);
            case REQUIRE, VERIFY_CA, VERIFY_FULL -> List.of(TLS);
        };
    }
}
