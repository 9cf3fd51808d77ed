package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * A notification. {@code 'A' | int32 length | int32 pid | string channel\0 | string payload\0}
 *
 * @param pid of the notifying server process
 */
public record NotificationResponse(int pid, String channel, String payload) implements AsynchronousMessage {

    public NotificationResponse {
        Objects.requireNonNull(channel);
        Objects.requireNonNull(payload);
    }

    static NotificationResponse read(WireReader in, NameCache channels) {
        return new NotificationResponse(in.readInt32(), channels.read(in), in.readCString());
    }

    @Override
    public BackendType type() {
        return BackendType.NOTIFICATION_RESPONSE;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeInt32(pid);
        out.writeCString(channel);
        out.writeCString(payload);
        out.endMessage(mark);
    }

    @Override
    public String toString() {
        return "NotificationResponse[" + pid + ", " + channel + ", " + payload.length() + " characters]";
    }
}
