package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;

import io.quarkiverse.psycopg.error.ConnectionLostException;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.StatementScope;
import io.quarkiverse.psycopg.runtime.driver.exchange.TypeRefresh;
import io.quarkiverse.psycopg.runtime.driver.types.TypeCatalog;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.wire.BackendHandler;
import io.quarkiverse.psycopg.runtime.driver.wire.FrameDecoder;
import io.quarkiverse.psycopg.runtime.driver.wire.WireLimits;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AsynchronousMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.NoticeResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.NotificationResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ParameterStatus;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ReadyForQuery;

/**
 * A session's queue talking to a {@link PlayedServer} through bytes and frames, without a socket: requests and replies go back
 * and forth until nobody has anything to say. Each round's replies come in one read, or cut into two at a place of choice.
 */
final class Conversation implements BackendHandler {

    private static final int MOST_ROUNDS = 1_000;

    final ExchangeQueue queue = new ExchangeQueue();
    final TypeCatalog catalog;
    final TypeRegistry types;
    final StatementCache statements = new StatementCache(16, 1);
    final StatementScope scope;
    final PlayedServer server;

    private final FrameDecoder decoder = new FrameDecoder(WireLimits.DEFAULT);
    private final WireWriter out = new WireWriter();
    private final List<Integer> lengths = new ArrayList<>();
    private final List<Exchange> woken = new ArrayList<>();

    private BooleanSupplier whenQuiet = () -> false;
    private IntUnaryOperator cut = round -> -1;
    private boolean byteByByte;
    private boolean chatty;
    private int lostAfter = Integer.MAX_VALUE;
    private int fed;
    private int overheard;

    Conversation(PlayedServer server, TypeCatalog catalog) {
        this.server = server;
        this.catalog = catalog;
        this.types = catalog.types().child();
        this.scope = new StatementScope(types, statements, this::wake, TypeRefresh.NONE);
    }

    /** Cuts the replies of one round into two reads. */
    Conversation cutting(int round, int offset) {
        cut = i -> i == round ? offset : -1;
        return this;
    }

    Conversation byteByByte() {
        byteByByte = true;
        return this;
    }

    /** The server reports a parameter, a notice and a notification before each of its replies. */
    Conversation chatty() {
        chatty = true;
        return this;
    }

    /** The connection ends behind so many replies. */
    Conversation lostAfter(int replies) {
        lostAfter = replies;
        return this;
    }

    /** Asked when neither side has anything to say: true where it has changed that. */
    void whenQuiet(BooleanSupplier action) {
        whenQuiet = action;
    }

    /** Lets an exchange go on in the next round. */
    void wake(Exchange exchange) {
        woken.add(exchange);
    }

    /** The bytes of each round's replies. */
    List<Integer> lengths() {
        return lengths;
    }

    /** Asynchronous messages that came. */
    int overheard() {
        return overheard;
    }

    void run() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List.copyOf(woken).forEach(exchange -> queue.wake(exchange, out));
            woken.clear();
            queue.pump(out);
            byte[] requests = out.toByteArray();
            out.reset();
            if (requests.length == 0) {
                if (!whenQuiet.getAsBoolean()) {
                    return;
                }
                continue;
            }
            if (!hear(server.take(requests))) {
                queue.lost((outcome, exchange) -> new ConnectionLostException("gone", null, outcome));
                return;
            }
        }
        throw new AssertionError("the conversation has no end");
    }

    /** False where the connection has ended meanwhile. */
    private boolean hear(List<BackendMessage> replies) {
        WireWriter bytes = new WireWriter();
        boolean lost = false;
        for (BackendMessage reply : replies) {
            lost = fed++ >= lostAfter;
            if (lost) {
                break;
            }
            if (chatty) {
                new ParameterStatus("TimeZone", "UTC").write(bytes);
                new NoticeResponse(Map.of('S', "NOTICE", 'C', "00000", 'M', "by the way")).write(bytes);
                new NotificationResponse(7, "news", "").write(bytes);
            }
            reply.write(bytes);
        }
        int place = cut.applyAsInt(lengths.size());
        lengths.add(bytes.size());
        byte[] all = bytes.toByteArray();
        if (byteByByte) {
            for (byte one : all) {
                read(new byte[] { one }, 0, 1);
            }
        } else if (place > 0) {
            read(all, 0, place);
            read(all, place, all.length - place);
        } else {
            read(all, 0, all.length);
        }
        return !lost;
    }

    private void read(byte[] chunk, int offset, int length) {
        byte[] own = new byte[length];
        System.arraycopy(chunk, offset, own, 0, length);
        decoder.feed(own, 0, length, this);
        queue.readEnded();
    }

    @Override
    public void message(BackendMessage message) {
        queue.message(message, out);
        if (message instanceof ReadyForQuery) {
            queue.tellSettled();
        }
    }

    @Override
    public void row(byte[] data, int offset, int length, int fields) {
        queue.row(data, offset, length, fields, out);
    }

    @Override
    public void copyData(byte[] data, int offset, int length) {
        queue.copyData(data, offset, length, out);
    }

    @Override
    public void asynchronous(AsynchronousMessage message) {
        overheard++;
    }
}
