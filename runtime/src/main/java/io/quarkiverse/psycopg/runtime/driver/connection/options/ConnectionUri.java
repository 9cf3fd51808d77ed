package io.quarkiverse.psycopg.runtime.driver.connection.options;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code postgresql://user:password@host:port,host:port/database?name=value&…}, every part of which may be absent and
 * percent-encoded. PostgreSQL documentation 32.1.1.2.
 */
final class ConnectionUri {

    private final String uri;
    private final Map<Keyword, String> options;
    private int at;

    /** @param start after {@code ://} */
    ConnectionUri(String uri, int start, Map<Keyword, String> options) {
        this.uri = uri;
        this.at = start;
        this.options = options;
    }

    void read() {
        userAndPassword();
        hosts();
        if (peek() == '/') {
            at++;
            store(Keyword.DBNAME, upTo("?"));
        }
        if (peek() == '?') {
            at++;
            parameters();
        }
    }

    /** There is a user only where an {@code @} comes before the first slash. */
    private void userAndPassword() {
        int start = at;
        upTo("@/");
        if (peek() != '@') {
            at = start;
            return;
        }
        at = start;
        store(Keyword.USER, upTo(":@"));
        if (peek() == ':') {
            at++;
            store(Keyword.PASSWORD, upTo("@"));
        }
        at++;
    }

    private void hosts() {
        StringBuilder hosts = new StringBuilder();
        StringBuilder ports = new StringBuilder();
        while (true) {
            hosts.append(peek() == '[' ? bracketedHost() : upTo(":/?,"));
            if (peek() == ':') {
                at++;
                ports.append(upTo("/?,"));
            }
            if (peek() != ',') {
                break;
            }
            at++;
            hosts.append(',');
            ports.append(',');
        }
        store(Keyword.HOST, hosts.toString());
        store(Keyword.PORT, ports.toString());
    }

    private String bracketedHost() {
        int start = ++at;
        String host = upTo("]");
        if (peek() != ']') {
            throw ConnectionString
                    .malformed("end of string reached when looking for matching \"]\" in IPv6 host address in URI, "
                            + "which starts at index " + start);
        }
        if (host.isEmpty()) {
            throw ConnectionString.malformed("IPv6 host address may not be empty in URI, at index " + start);
        }
        at++;
        if (at < uri.length() && ":/?,".indexOf(uri.charAt(at)) < 0) {
            throw ConnectionString.malformed("unexpected character at index " + at + " in URI (expected \":\" or \"/\")");
        }
        return host;
    }

    private void parameters() {
        while (at < uri.length()) {
            int start = at;
            String name = upTo("=&");
            if (peek() != '=') {
                throw ConnectionString.malformed("missing key/value separator \"=\" in URI query parameter at index " + start);
            }
            at++;
            String value = upTo("=&");
            if (peek() == '=') {
                throw ConnectionString.malformed("extra key/value separator \"=\" in URI query parameter at index " + start);
            }
            at++;
            parameter(decode(name, "a query parameter's name"), value, start);
        }
    }

    private void parameter(String name, String value, int start) {
        if (name.equals("ssl") && decode(value, "ssl").equals("true")) {
            options.put(Keyword.SSLMODE, "require");
            return;
        }
        if (name.equals(ConnectionString.REQUIRESSL)) {
            options.put(Keyword.SSLMODE, ConnectionString.sslMode(decode(value, name)));
            return;
        }
        Optional<Keyword> keyword = Keyword.of(name);
        if (keyword.isEmpty()) {
            throw ConnectionString.malformed("invalid URI query parameter: "
                    + (name.matches("[A-Za-z0-9_-]{1,40}") ? "\"" + name + "\"" : "the one at index " + start));
        }
        options.put(keyword.get(), decode(value, keyword.get().keyword()));
    }

    private void store(Keyword keyword, String encoded) {
        if (!encoded.isEmpty()) {
            options.put(keyword, decode(encoded, keyword.keyword()));
        }
    }

    /** What stands before the next of these characters, or before the end. */
    private String upTo(String stops) {
        int start = at;
        while (at < uri.length() && stops.indexOf(uri.charAt(at)) < 0) {
            at++;
        }
        return uri.substring(start, at);
    }

    private int peek() {
        return at < uri.length() ? uri.charAt(at) : -1;
    }

    private static String decode(String encoded, String part) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        byte[] in = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.write(in[i]);
                continue;
            }
            int high = i + 1 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw ConnectionString.malformed("invalid percent-encoded token in " + part + ": \"%\" must be followed by two "
                        + "hexadecimal digits, and stands for itself as %25");
            }
            if (high == 0 && low == 0) {
                throw ConnectionString.malformed("forbidden value %00 in percent-encoded " + part);
            }
            out.write(high << 4 | low);
            i += 2;
        }
        return utf8(out.toByteArray(), part);
    }

    private static String utf8(byte[] bytes, String part) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw ConnectionString.malformed("percent-encoded " + part + " is not UTF-8");
        }
    }
}
