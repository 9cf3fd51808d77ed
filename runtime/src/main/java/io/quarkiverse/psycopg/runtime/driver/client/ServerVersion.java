package io.quarkiverse.psycopg.runtime.driver.client;

/**
 * Reads {@code server_version} as libpq's {@code PQserverVersion} does: 180006 for {@code 18.6}, 90624 for {@code 9.6.24}.
 */
final class ServerVersion {

    private ServerVersion() {
    }

    /** The number of a version text such as {@code 18.6 (Debian …)} or {@code 19beta1}; 0 where it has none. */
    static int parse(String text) {
        if (text == null) {
            return 0;
        }
        int[] parts = new int[3];
        int part = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                parts[part] = Math.min(9_999, parts[part] * 10 + (c - '0'));
            } else if (c == '.' && part < 2) {
                part++;
            } else {
                break;
            }
        }
        return parts[0] >= 10 ? parts[0] * 10_000 + parts[1] : parts[0] * 10_000 + parts[1] * 100 + parts[2];
    }
}
