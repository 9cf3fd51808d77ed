package io.quarkiverse.psycopg.runtime.driver.sql;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.NotSupportedException;

/**
 * In which client encodings text can be quoted. In some, a byte of a character may be the ASCII code of a quote or a backslash,
 * so that what the client quoted and what the server reads may differ. Source: PostgreSQL documentation 23.3.1, Supported
 * Character Sets.
 */
final class ClientEncodings {

    private static final Set<String> UNSAFE = Set.of("SJIS", "SHIFT_JIS_2004", "BIG5", "GBK", "GB18030", "UHC", "JOHAB");

    private static final Map<String, String> CHARSETS = Map.ofEntries(Map.entry("UTF8", "UTF-8"),
            Map.entry("SQL_ASCII", "US-ASCII"), Map.entry("LATIN1", "ISO-8859-1"), Map.entry("LATIN2", "ISO-8859-2"),
            Map.entry("LATIN3", "ISO-8859-3"), Map.entry("LATIN4", "ISO-8859-4"), Map.entry("LATIN5", "ISO-8859-9"),
            Map.entry("LATIN7", "ISO-8859-13"), Map.entry("LATIN9", "ISO-8859-15"), Map.entry("LATIN10", "ISO-8859-16"),
            Map.entry("ISO_8859_5", "ISO-8859-5"), Map.entry("ISO_8859_6", "ISO-8859-6"),
            Map.entry("ISO_8859_7", "ISO-8859-7"), Map.entry("ISO_8859_8", "ISO-8859-8"), Map.entry("KOI8R", "KOI8-R"),
            Map.entry("KOI8U", "KOI8-U"), Map.entry("WIN866", "IBM866"), Map.entry("WIN874", "x-windows-874"),
            Map.entry("WIN1250", "windows-1250"), Map.entry("WIN1251", "windows-1251"), Map.entry("WIN1252", "windows-1252"),
            Map.entry("WIN1253", "windows-1253"), Map.entry("WIN1254", "windows-1254"), Map.entry("WIN1255", "windows-1255"),
            Map.entry("WIN1256", "windows-1256"), Map.entry("WIN1257", "windows-1257"), Map.entry("WIN1258", "windows-1258"),
            Map.entry("EUC_JP", "EUC-JP"), Map.entry("EUC_KR", "EUC-KR"), Map.entry("EUC_CN", "GB2312"),
            Map.entry("EUC_TW", "x-EUC-TW"));

    private ClientEncodings() {
    }

    /**
     * Refuses encodings in which quoting is not safe, and text that the encoding cannot express.
     *
     * @throws NotSupportedException for SJIS, SHIFT_JIS_2004, BIG5, GBK, GB18030, UHC, JOHAB
     * @throws DataException where the text does not fit; the message never shows it
     */
    static void requireSafe(String encoding, String text) {
        String name = encoding.toUpperCase(Locale.ROOT);
        if (name.equals("UTF8")) {
            return;
        }
        if (UNSAFE.contains(name)) {
            throw new NotSupportedException("expected a client_encoding in which text can be quoted safely, got " + name
                    + ": bind the value on the server, or set client_encoding to UTF8");
        }
        charset(name).filter(charset -> !charset.newEncoder().canEncode(text)).ifPresent(charset -> {
            throw new DataException("expected characters of client_encoding " + name
                    + ", got one that it lacks: set client_encoding to UTF8");
        });
    }

    /** Java's charset for PostgreSQL's name; empty where this JDK has none, which leaves the check to the server. */
    private static Optional<Charset> charset(String name) {
        return Optional.ofNullable(CHARSETS.get(name)).filter(Charset::isSupported).map(Charset::forName);
    }
}
