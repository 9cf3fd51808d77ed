package io.quarkiverse.psycopg.replication;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.types.Lsn;
import io.vertx.core.buffer.Buffer;

/**
 * A message that {@code pg_logical_emit_message} wrote into the log.
 *
 * @param position where it stands in the log
 * @param transaction its transaction; empty for a message that was sent outside of transactions
 * @param prefix what the sender calls this kind of message
 * @param content its bytes
 */
public record LogicalMessage(Lsn position, Optional<TransactionInfo> transaction, String prefix, Buffer content)
        implements
            Change {

    public LogicalMessage {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(content, "content");
    }

    /** Whether it takes effect with its transaction. */
    public boolean isTransactional() {
        return transaction.isPresent();
    }

    /** The content as UTF-8 text. */
    public String text() {
        return content.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "LogicalMessage[position=" + position + ", prefix=" + prefix + ", " + content.length() + " bytes]";
    }
}
