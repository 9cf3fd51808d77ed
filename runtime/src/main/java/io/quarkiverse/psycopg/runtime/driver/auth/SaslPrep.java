package io.quarkiverse.psycopg.runtime.driver.auth;

import com.ongres.saslprep.SASLprep;

/**
 * Prepares a password for SCRAM as the server does it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4013">RFC 4013, SASLprep</a>
 */
final class SaslPrep {

    private SaslPrep() {
    }

    /**
     * The prepared password; the password as it is where SASLprep refuses it, because the server then stores it so too.
     */
    static String prepare(String password) {
        if (isPrintableAscii(password)) {
            return password;
        }
        try {
            return new SASLprep().prepareStored(password);
        } catch (IllegalArgumentException refused) {
            return password;
        }
    }

    private static boolean isPrintableAscii(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }
}
