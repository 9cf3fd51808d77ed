package io.quarkiverse.psycopg.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Forwards one direction of a {@link FaultLink} and counts bytes and messages. Runs on one thread; counters may be read,
 * and insertions asked for, by others.
 */
final class FaultPump {

    private static final int SSL_CODE = 80877103;
    private static final int GSSENC_CODE = 80877104;
    private static final int CANCEL_CODE = 80877102;
    private static final char YES_TLS = 'S';
    private static final char YES_GSS = 'G';
    private static final char READY_FOR_QUERY = 'Z';
    /** The types of so many messages are remembered at least. */
    static final int TYPES_KEPT = 1_000;

    private final FaultLink link;
    private final Fault.Direction direction;
    private final InputStream in;
    private final OutputStream out;
    private final MessageBorders borders;
    private ByteArrayOutputStream held = new ByteArrayOutputStream();

    private long bytes;
    private long messages;
    private final StringBuilder types = new StringBuilder();
    private final long[] counts = new long[256];
    private final ByteArrayOutputStream inserted = new ByteArrayOutputStream();
    private boolean ready;
    private boolean opaque;
    private int code;

    FaultPump(FaultLink link, Fault.Direction direction, InputStream in, OutputStream out, MessageBorders borders) {
        this.link = link;
        this.direction = direction;
        this.in = in;
        this.out = out;
        this.borders = borders;
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized long messages() {
        return messages;
    }

    synchronized String types() {
        return types.toString();
    }

    synchronized int code() {
        return code;
    }

    synchronized void expectAnswer() {
        borders.enter(MessageBorders.Phase.ANSWER);
    }

    synchronized void becomeOpaque() {
        opaque = true;
        borders.enter(MessageBorders.Phase.OPAQUE);
    }

    void insert(byte[] message) {
        synchronized (this) {
            if (!borders.atBorder() || borders.phase() != MessageBorders.Phase.TYPED || held.size() > 0) {
                inserted.writeBytes(message);
                return;
            }
            try {
                out.write(message);
            } catch (IOException e) {
                throw new IllegalStateException("the connection has ended", e);
            }
        }
    }

    /** Returns at the end of the stream. After a cut the rest is read and dropped. */
    void run() throws IOException {
        try {
            forwardAll();
        } finally {
            synchronized (this) {
                // an ended connection may be remembered for long
                held = new ByteArrayOutputStream(0);
            }
        }
    }

    private void forwardAll() throws IOException {
        byte[] chunk = new byte[64 * 1024];
        reach();
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            if (!link.isCut()) {
                link.pause(link.proxy().delayOf(direction));
                forward(chunk, n);
            }
        }
        flush();
    }

    private void forward(byte[] chunk, int n) throws IOException {
        boolean flowing = reach();
        for (int i = 0; flowing && i < n; i++) {
            if (beginsMessage() && !before((char) (chunk[i] & 0xff))) {
                return;
            }
            boolean last;
            synchronized (this) {
                last = borders.next(chunk[i]);
                held.write(chunk[i]);
                bytes++;
            }
            if (last) {
                ended();
            } else {
                noticeDirectTls();
            }
            flowing = reach();
        }
        if (flowing && mayFlush()) {
            flush();
        }
    }

    private void noticeDirectTls() {
        if (direction == Fault.Direction.TO_SERVER && !opaque && borders.phase() == MessageBorders.Phase.OPAQUE) {
            link.becomeOpaque();
        }
    }

    private synchronized boolean beginsMessage() {
        return borders.atBorder() && borders.phase() == MessageBorders.Phase.TYPED;
    }

    /** A message without type is forwarded whole, so that a CancelRequest is known before its first byte. */
    private synchronized boolean mayFlush() {
        return borders.phase() != MessageBorders.Phase.UNTYPED || borders.atBorder();
    }

    private void ended() throws IOException {
        synchronized (this) {
            messages++;
            types.append(borders.type() == 0 ? '-' : borders.type());
            if (types.length() >= 2 * TYPES_KEPT) {
                types.delete(0, TYPES_KEPT);
            }
            counts[borders.type()]++;
        }
        if (direction == Fault.Direction.TO_SERVER) {
            requestEnded();
        } else {
            replyEnded();
        }
    }

    private void requestEnded() {
        if (borders.phase() != MessageBorders.Phase.UNTYPED) {
            return;
        }
        synchronized (this) {
            code = borders.code();
        }
        if (code == SSL_CODE || code == GSSENC_CODE) {
            link.expectAnswer();
        } else if (code == CANCEL_CODE) {
            link.pause(link.proxy().delayOfCancels());
            link.proxy().cancelForwarded();
        } else {
            synchronized (this) {
                borders.enter(MessageBorders.Phase.TYPED);
            }
        }
    }

    private void replyEnded() throws IOException {
        if (borders.phase() == MessageBorders.Phase.ANSWER) {
            if (borders.type() == YES_TLS || borders.type() == YES_GSS) {
                link.becomeOpaque();
            } else {
                synchronized (this) {
                    borders.enter(MessageBorders.Phase.TYPED);
                }
            }
            return;
        }
        ready |= borders.type() == READY_FOR_QUERY;
        FaultProxy.Insertion insertion = link.proxy().insertion();
        synchronized (this) {
            held.writeBytes(inserted.toByteArray());
            inserted.reset();
            if (insertion.every() > 0 && messages % insertion.every() == 0 && (ready || insertion.duringStartup())) {
                held.writeBytes(insertion.bytes());
            }
        }
    }

    /** Faults whose place is before this message; false when the connection was cut. */
    private boolean before(char type) throws IOException {
        for (Fault fault : link.faults()) {
            if (fault.direction() == direction && fault.place() instanceof Fault.BeforeType place && place.type() == type
                    && occurrences(type) == place.nth() - 1) {
                return happen(fault);
            }
        }
        return true;
    }

    /** Faults whose place is reached by now; false when the connection was cut. */
    private boolean reach() throws IOException {
        for (Fault fault : link.faults()) {
            if (fault.direction() == direction && isReached(fault.place()) && !happen(fault)) {
                return false;
            }
        }
        return true;
    }

    private synchronized boolean isReached(Fault.Place place) {
        if (place instanceof Fault.AtByte at) {
            return bytes >= at.bytes();
        }
        return place instanceof Fault.AfterMessage after && messages >= after.messages() && borders.atBorder();
    }

    private boolean happen(Fault fault) throws IOException {
        flush();
        link.happen(fault);
        return link.awaitFlow(direction);
    }

    private synchronized long occurrences(char type) {
        return counts[type];
    }

    private void flush() throws IOException {
        if (!link.awaitFlow(direction)) {
            return;
        }
        synchronized (this) {
            held.writeTo(out);
            held.reset();
        }
        out.flush();
    }
}
