package io.quarkiverse.psycopg.runtime.driver.connection.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketOption;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.quarkiverse.psycopg.TcpKeepAlive;
import jdk.net.ExtendedSocketOptions;

/** Figures of a socket that no system gives it by itself. */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class KeepAliveTest {

    private final NioSocketChannel channel = new NioSocketChannel();

    @AfterEach
    void close() {
        channel.unsafe().closeForcibly();
    }

    @Test
    void socketHasTheFigures() {
        apply(true, Duration.ofSeconds(1_000), Duration.ofMillis(20_500), 7);
        assertThat(option(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(1_000);
        assertThat(option(ExtendedSocketOptions.TCP_KEEPINTERVAL)).as("in whole seconds, none too early").isEqualTo(21);
        assertThat(option(ExtendedSocketOptions.TCP_KEEPCOUNT)).isEqualTo(7);
    }

    @Test
    void zeroLeavesAFigureToTheSystem() {
        int idle = option(ExtendedSocketOptions.TCP_KEEPIDLE);
        int count = option(ExtendedSocketOptions.TCP_KEEPCOUNT);
        apply(true, Duration.ZERO, Duration.ofSeconds(21), 0);
        assertThat(option(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(idle);
        assertThat(option(ExtendedSocketOptions.TCP_KEEPINTERVAL)).isEqualTo(21);
        assertThat(option(ExtendedSocketOptions.TCP_KEEPCOUNT)).isEqualTo(count);
    }

    @Test
    void figuresOfProbesThatAreOffAreNotSet() {
        int idle = option(ExtendedSocketOptions.TCP_KEEPIDLE);
        apply(false, Duration.ofSeconds(idle + 1), Duration.ZERO, 0);
        assertThat(option(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(idle);
    }

    private void apply(boolean enabled, Duration idle, Duration interval, int count) {
        KeepAlive.apply(new TcpKeepAlive(enabled, idle, interval, count, Duration.ZERO), channel);
    }

    private int option(SocketOption<Integer> option) {
        return channel.config().getOption(NioChannelOption.of(option));
    }
}
