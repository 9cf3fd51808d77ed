package io.quarkiverse.psycopg.runtime.driver.connection.net;

import java.net.SocketOption;
import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.quarkiverse.psycopg.TcpKeepAlive;
import jdk.net.ExtendedSocketOptions;

/**
 * Sets the figures of TCP keep-alive, for which Vert.x has no options, where the system knows them.
 */
final class KeepAlive {

    /** The options of Netty's native transport by name, because its classes need not be there. */
    private static final String EPOLL = "io.netty.channel.epoll.EpollChannelOption#";

    private KeepAlive() {
    }

    static void apply(TcpKeepAlive figures, Channel channel) {
        if (!figures.enabled()) {
            return;
        }
        if (channel instanceof NioSocketChannel) {
            set(channel, nio(ExtendedSocketOptions.TCP_KEEPIDLE), seconds(figures.idle()));
            set(channel, nio(ExtendedSocketOptions.TCP_KEEPINTERVAL), seconds(figures.interval()));
            set(channel, nio(ExtendedSocketOptions.TCP_KEEPCOUNT), figures.count());
        } else if (channel.getClass().getSimpleName().equals("EpollSocketChannel")) {
            set(channel, ChannelOption.valueOf(EPOLL + "TCP_KEEPIDLE"), seconds(figures.idle()));
            set(channel, ChannelOption.valueOf(EPOLL + "TCP_KEEPINTVL"), seconds(figures.interval()));
            set(channel, ChannelOption.valueOf(EPOLL + "TCP_KEEPCNT"), figures.count());
        }
    }

    private static ChannelOption<Integer> nio(SocketOption<Integer> option) {
        return NioChannelOption.of(option);
    }

    private static void set(Channel channel, ChannelOption<Integer> option, int value) {
        if (value > 0) {
            channel.config().setOption(option, value);
        }
    }

    private static int seconds(Duration duration) {
        return (int) Math.min(Math.ceil(duration.toMillis() / 1000.0), Short.MAX_VALUE);
    }
}
