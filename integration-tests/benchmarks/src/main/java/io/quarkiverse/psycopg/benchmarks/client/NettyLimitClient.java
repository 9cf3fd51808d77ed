package io.quarkiverse.psycopg.benchmarks.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.quarkiverse.psycopg.benchmarks.client.LimitMessages.Tally;
import io.quarkiverse.psycopg.benchmarks.workload.Tables;

/** The limit over an event loop of Netty's: nothing is decoded, rows are counted. */
final class NettyLimitClient implements Client {

    private static final int BATCH = 64 * 1024;

    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final int port;
    private final Connection connection;
    private Connection[] pool;

    NettyLimitClient(int port) throws Exception {
        this.port = port;
        connection = open();
    }

    private Connection open() throws Exception {
        Connection opened = new Connection();
        Bootstrap bootstrap = new Bootstrap().group(loop).channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(opened);
                    }
                });
        opened.channel = bootstrap.connect("127.0.0.1", port).sync().channel();
        opened.exchange(LimitMessages.startup());
        opened.exchange(LimitMessages.parse("k", Tables.SELECT_BY_KEY + "$1"));
        return opened;
    }

    @Override
    public long selectByKey(int operations, int inFlight) throws Exception {
        return run(new Connection[] { connection }, operations, inFlight, true);
    }

    @Override
    public long selectInTransaction(int operations, int inFlight) throws Exception {
        connection.exchange(LimitMessages.query("BEGIN"));
        long rows = run(new Connection[] { connection }, operations, inFlight, false);
        connection.exchange(LimitMessages.query("COMMIT"));
        return rows;
    }

    @Override
    public long selectOnPool(int operations, int callers, int connections) throws Exception {
        if (pool == null) {
            pool = new Connection[connections];
            for (int i = 0; i < connections; i++) {
                pool[i] = open();
            }
        }
        return run(pool, operations, callers / connections, true);
    }

    @Override
    public long streamRows(String statement, String end, int rows) throws Exception {
        connection.exchange(LimitMessages.parse("w", statement + "$1" + end));
        long before = connection.tally.rows;
        ByteBuffer request = ByteBuffer.allocate(BATCH);
        LimitMessages.putSelect(request, LimitMessages.select("w"), rows);
        request.put(LimitMessages.SYNC).flip();
        byte[] bytes = new byte[request.remaining()];
        request.get(bytes);
        connection.exchange(bytes);
        long received = connection.tally.rows - before;
        connection.exchange(LimitMessages.query("DEALLOCATE w"));
        return received;
    }

    private long run(Connection[] connections, int operations, int inFlight, boolean syncEach) throws Exception {
        Run run = new Run(operations, inFlight, syncEach);
        long before = rows(connections);
        loop.next().execute(() -> {
            for (Connection each : connections) {
                each.begin(run);
            }
        });
        run.end.get(InFlight.LIMIT_SECONDS, TimeUnit.SECONDS);
        return rows(connections) - before;
    }

    private static long rows(Connection[] connections) {
        long sum = 0;
        for (Connection each : connections) {
            sum += each.tally.rows;
        }
        return sum;
    }

    @Override
    public void close() throws Exception {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    /** One round, on the event loop. */
    private static final class Run {

        private final int operations;
        private final int inFlight;
        private final boolean syncEach;
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private int sent;
        private int ended;
        private int syncs;

        private Run(int operations, int inFlight, boolean syncEach) {
            this.operations = operations;
            this.inFlight = inFlight;
            this.syncEach = syncEach;
        }
    }

    /** A channel whose replies are skimmed as they come. */
    private static final class Connection extends ByteToMessageDecoder {

        private final Tally tally = new Tally();
        private Channel channel;
        private volatile CompletableFuture<Void> ready = new CompletableFuture<>();
        private Run run;

        /** Sends and waits for ReadyForQuery, while no run is under way. */
        private void exchange(byte[] request) throws Exception {
            ready = new CompletableFuture<>();
            channel.writeAndFlush(Unpooled.wrappedBuffer(request));
            ready.get(InFlight.LIMIT_SECONDS, TimeUnit.SECONDS);
        }

        private void begin(Run next) {
            run = next;
            put(next.inFlight);
        }

        private void put(int atMost) {
            int count = Math.min(atMost, run.operations - run.sent);
            if (count > 0) {
                ByteBuf out = channel.alloc().directBuffer(count * 64 + 8);
                ByteBuffer bytes = out.nioBuffer(0, out.capacity());
                for (int i = 0; i < count; i++) {
                    LimitMessages.putSelect(bytes, Tables.key(run.sent++));
                    if (run.syncEach || i == count - 1) {
                        bytes.put(LimitMessages.SYNC);
                        run.syncs++;
                    }
                }
                channel.writeAndFlush(out.writerIndex(bytes.position()), channel.voidPromise());
            }
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> none) throws IOException {
            tally.commands = 0;
            tally.ready = 0;
            ByteBuffer bytes = in.nioBuffer();
            int start = bytes.position();
            tally.skim(bytes);
            in.skipBytes(bytes.position() - start);
            if (run == null) {
                if (tally.ready > 0) {
                    ready.complete(null);
                }
                return;
            }
            run.ended += tally.commands;
            run.syncs -= tally.ready;
            put(tally.commands);
            if (run.ended == run.operations && run.syncs == 0) {
                run.end.complete(null);
                run = null;
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            ready.completeExceptionally(cause);
            if (run != null) {
                run.end.completeExceptionally(cause);
            }
            context.close();
        }
    }
}
