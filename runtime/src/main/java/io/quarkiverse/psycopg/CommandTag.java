package io.quarkiverse.psycopg;

import java.util.Objects;

/**
 * The server's word on a completed command, for example {@code INSERT 0 3} or {@code CREATE TABLE}.
 * <p>
 * Source: PostgreSQL documentation, Message Formats, CommandComplete.
 *
 * @param text the tag as the server sent it; empty for an empty statement
 */
public record CommandTag(String text) {

    public CommandTag {
        Objects.requireNonNull(text, "text");
    }

    /** The command's name without its counts, for example {@code INSERT} or {@code CREATE TABLE}. */
    public String command() {
        int end = text.length();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                end = i;
                break;
            }
        }
        return text.substring(0, end).trim();
    }

    /** Rows that the command returned or changed, -1 for a command that counts none (DB-API's {@code rowcount}). */
    public long rowCount() {
        int start = text.lastIndexOf(' ') + 1;
        if (start == 0 || start == text.length()) {
            return -1;
        }
        long count = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            count = count * 10 + digit;
        }
        return count;
    }

    @Override
    public String toString() {
        return text;
    }
}
