package io.quarkiverse.psycopg.deployment.devservices;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Text as part of a URL.
 */
final class UrlText {

    private UrlText() {
    }

    /** Percent-encodes; a space becomes {@code %20}, because libpq takes a plus sign for itself. */
    static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
