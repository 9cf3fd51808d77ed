package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.psycopg.ProtocolVersion;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Loop;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Transport;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.wire.BackendHandler;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.FrameDecoder;
import io.quarkiverse.psycopg.runtime.driver.wire.WireLimits;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AsynchronousMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.NoticeResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.NotificationResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ParameterStatus;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ReadyForQuery;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.EmptyRequest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * One session with a server: runs exchanges over a {@link Transport}, in the order in which they are submitted, pipelined.
 * <p>
 * Everything happens on the transport's event loop; {@link #submit}, {@link #cancel} and {@link #close} may be called from any
 * thread and hop there. What was submitted within one turn of the loop, or while a chunk was being read, leaves in one write.
 */
public final class Session implements Transport.Receiver, BackendHandler {

    /** SQLSTATE read_only_sql_transaction. */
    private static final String READ_ONLY = "25006";

    private final Transport transport;
    private final Loop loop;
    private final FrameDecoder decoder;
    private final SessionListener listener;
    private final SessionCancels cancels;
    private final ExchangeQueue queue = new ExchangeQueue();
    private final WireWriter out = new WireWriter();
    private final Map<String, String> parameters = new ConcurrentHashMap<>();
    private final Promise<Void> ended = Promise.promise();
    private final Runnable pumpTask = this::scheduledPump;
    private final Deadlines deadlines;
    private final SessionEnd end = new SessionEnd();

    private volatile TransactionStatus status = TransactionStatus.ACTIVE;
    private volatile long transactionsEnded;
    private volatile long busySince;
    private volatile boolean executing;
    /** Submissions that have not reached the event loop. */
    private final AtomicInteger arriving = new AtomicInteger();
    private volatile boolean closing;
    private volatile boolean closed;
    private volatile int backendPid;
    private volatile ProtocolVersion protocol = ProtocolVersion.V3_0;

    private boolean started;
    private boolean reading;
    private boolean notifying;
    private boolean pumpScheduled;

    /** Made on the transport's event loop, which it takes over. */
    public Session(Transport transport, WireLimits limits, SessionListener listener, CancelRequester canceller) {
        this.transport = transport;
        this.loop = Loop.of(transport.context());
        this.decoder = new FrameDecoder(limits);
        this.listener = listener;
        this.cancels = new SessionCancels(this, queue, loop, canceller);
        this.deadlines = new Deadlines(loop, queue, cancels::expire);
        transport.receiver(this);
        transport.drainHandler(this::pump);
    }

    /** The context whose event loop serves this session. */
    public Context context() {
        return transport.context();
    }

    /** Whether the calling thread is the session's event loop. */
    public boolean onLoop() {
        return loop.isCurrent();
    }

    /** Runs on the session's event loop: at once where the caller is on it. */
    public void run(Runnable task) {
        loop.run(task);
    }

    /** Appends an exchange. It is always ended, also when the session is closed already. */
    public void submit(Exchange exchange) {
        if (loop.isCurrent()) {
            accept(exchange);
        } else {
            submit(List.of(exchange));
        }
    }

    /** Appends exchanges with nothing in between. */
    public void submit(List<? extends Exchange> exchanges) {
        arriving.incrementAndGet();
        run(() -> {
            exchanges.forEach(this::accept);
            arriving.decrementAndGet();
        });
    }

    private void accept(Exchange exchange) {
        if (closing || closed) {
            exchange.abandoned(closed ? end.refusal(exchange) : Failures.closed());
            return;
        }
        queue.submit(exchange);
        deadlines.watch(exchange);
        executing = true;
        schedulePump();
    }

    /** Lets the exchange that holds the outbox go on: demand or data has come. On the event loop only. */
    public void wake(Exchange exchange) {
        if (!closed) {
            queue.wake(exchange, out);
            schedulePump();
        }
    }

    /**
     * Stops reading from the socket: the exchange at the head has more than it can hand on. Only on the event loop, and only by
     * an exchange's owner that calls {@link #resumeReading} in any case, at the exchange's end at the latest.
     */
    public void pauseReading() {
        transport.pauseReading();
    }

    /** Reads on. Only on the event loop. */
    public void resumeReading() {
        if (!closed) {
            transport.resumeReading();
        }
    }

    private void schedulePump() {
        if (!reading && !pumpScheduled) {
            pumpScheduled = true;
            loop.execute(pumpTask);
        }
    }

    private void scheduledPump() {
        pumpScheduled = false;
        pump();
    }

    /** Writes what may be written now. On the event loop only. */
    void pump() {
        if (closed) {
            return;
        }
        boolean quiet = queue.isQuiet();
        if (transport.isWritable()) {
            queue.pump(out);
        }
        if (quiet && out.size() > 0) {
            busySince = System.nanoTime();
        }
        flush();
        Exchange writing = queue.writing();
        if (writing != null) {
            deadlines.watch(writing);
        }
        updateStatus();
    }

    private void flush() {
        if (out.size() > 0) {
            byte[] bytes = out.array();
            int length = out.size();
            // Before the write: it may tell that the stream is writable again, and that pumps.
            out.reset();
            transport.write(bytes, 0, length);
        }
    }

    /** Tells other threads how the session is. On the event loop only. */
    void updateStatus() {
        boolean busy = !queue.isIdle();
        if (executing != busy) {
            executing = busy;
        }
        TransactionStatus now = !started || !queue.isQuiet() ? TransactionStatus.ACTIVE
                : switch (queue.transaction().status()) {
                    case IDLE -> TransactionStatus.IDLE;
                    case IN_TRANSACTION -> TransactionStatus.INTRANS;
                    case FAILED -> TransactionStatus.INERROR;
                };
        if (status != now) {
            status = now;
        }
        if (transactionsEnded != queue.transaction().ended()) {
            transactionsEnded = queue.transaction().ended();
        }
    }

    @Override
    public void received(byte[] chunk, int offset, int length) {
        reading = true;
        try {
            decoder.feed(chunk, offset, length, this);
            endNotifications();
            queue.readEnded();
        } catch (ProtocolViolationException e) {
            violate(e);
        } catch (RuntimeException e) {
            violate(new ProtocolViolationException("a reply could not be handled: " + e.getMessage(), e));
        } finally {
            reading = false;
        }
        pump();
    }

    private void violate(ProtocolViolationException e) {
        end.broken(e);
        transport.abort();
        closed(e);
    }

    @Override
    public void message(BackendMessage message) {
        endNotifications();
        if (closed) {
            return;
        }
        if (message instanceof ErrorResponse error && started) {
            Diagnostics diagnostics = new Diagnostics(error.fields());
            if (diagnostics.isFatal()) {
                end.announced(diagnostics);
                return;
            }
            if (READ_ONLY.equals(error.fields().get(ErrorResponse.SQLSTATE))) {
                listener.refusedAsReadOnly();
            }
        }
        queue.message(message, out);
        if (message instanceof ReadyForQuery) {
            started = true;
            updateStatus();
            queue.tellSettled();
        }
    }

    @Override
    public void row(byte[] data, int offset, int length, int fields) {
        if (!closed) {
            queue.row(data, offset, length, fields, out);
        }
    }

    @Override
    public void copyData(byte[] data, int offset, int length) {
        if (!closed) {
            queue.copyData(data, offset, length, out);
        }
    }

    @Override
    public void asynchronous(AsynchronousMessage message) {
        if (message instanceof NotificationResponse notification) {
            notifying = true;
            listener.notification(notification.pid(), notification.channel(), notification.payload());
            return;
        }
        endNotifications();
        if (message instanceof ParameterStatus parameter) {
            parameters.put(parameter.name(), parameter.value());
            listener.parameter(parameter.name(), parameter.value());
        } else if (message instanceof NoticeResponse notice) {
            listener.notice(new Diagnostics(notice.fields()));
        }
    }

    private void endNotifications() {
        if (notifying) {
            notifying = false;
            listener.notificationsEnded();
        }
    }

    @Override
    public void closed(Throwable causeOrNull) {
        if (closed) {
            return;
        }
        endNotifications();
        closed = true;
        executing = false;
        status = TransactionStatus.UNKNOWN;
        deadlines.stop();
        end.connectionGone(causeOrNull);
        queue.lost(end);
        listener.closed(end.reason());
        ended.tryComplete();
    }

    /** The caller of this exchange is gone: takes it back, cancels it on the server, or lets it drain. */
    public void cancel(Exchange exchange) {
        run(() -> cancels.cancel(exchange));
    }

    /**
     * As {@link #cancel}, for an exchange that was told to stop: it is cancelled on the server only if it does not end soon.
     */
    public void stop(Exchange exchange) {
        run(() -> cancels.stop(exchange));
    }

    /** Asks the server to cancel what it works on now, whoever submitted it. Completes when that request has settled. */
    public Future<Void> cancelCurrent() {
        Promise<Void> settled = Promise.promise();
        run(() -> {
            if (closed || queue.head() == null) {
                settled.complete();
            } else {
                cancels.request().onComplete(settled);
            }
        });
        return settled.future();
    }

    /** The connection is of no use any more. On the event loop only. */
    void giveUp(String reason) {
        OperationalException cause = new OperationalException(reason);
        end.broken(cause);
        transport.abort();
        closed(cause);
    }

    /** Ends the session: what was not sent fails, what runs on the server is cancelled, Terminate is sent. */
    public Future<Void> close() {
        run(this::closeNow);
        return ended.future();
    }

    private void closeNow() {
        if (closing || closed) {
            return;
        }
        closing = true;
        end.askedFor();
        cancels.beforeClose();
        EmptyRequest.TERMINATE.write(out);
        flush();
        transport.close();
    }

    /** Drops the connection without a word. */
    public void abort() {
        run(() -> {
            closing = true;
            end.askedFor();
            transport.abort();
            closed((Throwable) null);
        });
    }

    /** Whether the connection is gone. On the event loop only. */
    boolean hasEnded() {
        return closed;
    }

    /** Completes when the session has ended, whoever ended it; never fails. */
    public Future<Void> ended() {
        return ended.future();
    }

    /** What BackendKeyData told: needed to cancel. Set once by the startup. */
    public void backendKey(int pid, Bytes key) {
        backendPid = pid;
        cancels.backendKey(pid, key);
    }

    /** The version of the protocol that was agreed on. Set once by the startup. */
    public void protocol(ProtocolVersion version) {
        protocol = version;
    }

    public ProtocolVersion protocol() {
        return protocol;
    }

    public int backendPid() {
        return backendPid;
    }

    public boolean isClosed() {
        return closed || closing;
    }

    /** Whether operations are under way or wait. */
    public boolean isExecuting() {
        return executing || arriving.get() > 0;
    }

    public TransactionStatus transactionStatus() {
        return status;
    }

    /**
     * From the next statement on, a transaction is begun in front of each that finds none open: DB-API's implicit transactions.
     *
     * @param sqlOrNull BEGIN with its modes; null for autocommit, in which a session starts
     */
    public void beginImplicitly(String sqlOrNull) {
        run(() -> queue.transaction().beginImplicitly(sqlOrNull));
    }

    /** There is a pooler in transaction mode in between. Before the first exchange, on the event loop. */
    public void behindPooler() {
        queue.transaction().behindPooler();
    }

    /** How many transaction blocks of this session have ended: tells one transaction from the next. */
    public long transactionsEnded() {
        return transactionsEnded;
    }

    /** When something was last sent while nothing was under way, as {@link System#nanoTime()}; 0 for not yet. */
    public long busySince() {
        return busySince;
    }

    /** A parameter that the server reported, null for none of that name. */
    public String parameter(String name) {
        return parameters.get(name);
    }
}
