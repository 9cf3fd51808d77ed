package io.quarkiverse.psycopg.runtime.driver.types;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.runtime.driver.wire.BackendHandler;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.FrameDecoder;
import io.quarkiverse.psycopg.runtime.driver.wire.WireLimits;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AsynchronousMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendType;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.Field;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ParameterDescription;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ParameterStatus;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Bind;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Describe;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.EmptyRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Execute;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FrontendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Parse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Query;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.StartupMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Target;
import io.quarkiverse.psycopg.testsupport.TestServer;

/** A blocking client over the message records: types alone are between a test and the server. */
final class WireClient implements AutoCloseable, BackendHandler {

    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int BATCH = 200;

    private final Socket socket;
    private final FrameDecoder decoder = new FrameDecoder(WireLimits.DEFAULT);
    private final Deque<BackendMessage> replies = new ArrayDeque<>();
    final TypeRegistry types;

    WireClient(TestServer server, TypeRegistry types) throws IOException {
        this.types = types;
        socket = new Socket(server.host(), server.port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        send(List.of(new StartupMessage(0,
                Map.of("user", TestServer.USER, "database", TestServer.DATABASE, "client_encoding", "UTF8", "TimeZone",
                        "UTC"))));
        untilReady();
    }

    /** Runs statements by the simple protocol; gives the rows of all. */
    List<WireRow> simple(String sql) {
        send(List.of(new Query(sql)));
        List<WireRow> rows = new ArrayList<>();
        Columns columns = null;
        for (BackendMessage message : untilReady()) {
            if (message instanceof RowDescription description) {
                columns = Columns.received(description, types);
            } else if (message instanceof DataRow row) {
                rows.add(new WireRow(columns, row.buffer(), row.offset(), row.length()));
            }
        }
        return rows;
    }

    /** Runs one statement of one parameter for each of these values, in batches; gives the first row of each. */
    List<WireRow> each(String sql, int declaredOid, List<?> values, int... resultFormats) {
        send(List.of(new Parse("", sql, new int[] { declaredOid }), new Describe(Target.STATEMENT, ""), EmptyRequest.SYNC));
        List<BackendMessage> described = untilReady();
        int oid = described.stream().filter(ParameterDescription.class::isInstance).map(ParameterDescription.class::cast)
                .findFirst().orElseThrow().oids()[0];
        RowDescription rows = described.stream().filter(RowDescription.class::isInstance).map(RowDescription.class::cast)
                .findFirst().orElseThrow();
        List<Field> fields = new ArrayList<>();
        short[] formats = new short[rows.fields().size()];
        for (int i = 0; i < formats.length; i++) {
            Field field = rows.fields().get(i);
            formats[i] = (short) (resultFormats.length > i ? resultFormats[i] : types.codec(field.typeOid()).binary() ? 1 : 0);
            fields.add(new Field(field.name(), field.tableOid(), field.tableColumn(), field.typeOid(), field.typeSize(),
                    field.typeModifier(), formats[i]));
        }
        Columns columns = Columns.received(new RowDescription(fields), types);
        List<WireRow> results = new ArrayList<>();
        for (int from = 0; from < values.size(); from += BATCH) {
            List<FrontendMessage> messages = new ArrayList<>();
            for (Object value : values.subList(from, Math.min(values.size(), from + BATCH))) {
                messages.add(bind(value, oid, formats));
                messages.add(new Execute("", 0));
            }
            messages.add(EmptyRequest.SYNC);
            send(messages);
            for (BackendMessage message : untilReady()) {
                if (message instanceof DataRow row) {
                    results.add(new WireRow(columns, row.buffer(), row.offset(), row.length()));
                }
            }
        }
        return results;
    }

    private Bind bind(Object value, int oid, short[] formats) {
        WireWriter out = new WireWriter();
        types.encode(value, oid, out);
        Bytes bytes = value == null ? null : Bytes.copyOf(out.array(), Integer.BYTES, out.size() - Integer.BYTES);
        return new Bind("", "", new short[] { (short) types.parameterFormat(value, oid) }, Arrays.asList(bytes), formats);
    }

    private void send(List<FrontendMessage> messages) {
        WireWriter out = new WireWriter();
        messages.forEach(message -> message.write(out));
        try {
            socket.getOutputStream().write(out.array(), 0, out.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The replies up to ReadyForQuery; an error of the server fails. */
    private List<BackendMessage> untilReady() {
        List<BackendMessage> all = new ArrayList<>();
        try {
            while (true) {
                while (replies.isEmpty()) {
                    byte[] chunk = new byte[65_536];
                    int n = socket.getInputStream().read(chunk);
                    if (n < 0) {
                        throw new IllegalStateException("the server closed the connection");
                    }
                    decoder.feed(chunk, 0, n, this);
                }
                BackendMessage message = replies.poll();
                all.add(message);
                if (message.type() == BackendType.READY_FOR_QUERY) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.stream().filter(ErrorResponse.class::isInstance).findFirst().ifPresent(error -> {
            throw new IllegalStateException("the server said " + ((ErrorResponse) error).fields());
        });
        return all;
    }

    @Override
    public void message(BackendMessage message) {
        replies.add(message);
    }

    @Override
    public void asynchronous(AsynchronousMessage message) {
        if (message instanceof ParameterStatus status) {
            types.parameterStatus(status.name(), status.value());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
