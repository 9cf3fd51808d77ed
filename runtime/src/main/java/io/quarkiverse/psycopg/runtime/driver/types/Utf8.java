package io.quarkiverse.psycopg.runtime.driver.types;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.quarkiverse.psycopg.error.DataException;

/**
 * Text from the wire, strictly: bytes that are not UTF-8 are an error, never a replacement character.
 */
public final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {
    }

    /**
     * The bytes as a String, made in one go.
     *
     * @throws DataException if they are not UTF-8, as can come from a database whose encoding is SQL_ASCII
     */
    public static String decode(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        // Cheap for Latin-1 strings, which cannot hold the character; only a hit is decoded again strictly.
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireValid(bytes, offset, length);
        }
        return text;
    }

    private static void requireValid(byte[] bytes, int offset, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
        } catch (CharacterCodingException e) {
            throw new DataException("the text is not valid UTF-8; read its bytes, or convert it on the server", e);
        }
    }
}
