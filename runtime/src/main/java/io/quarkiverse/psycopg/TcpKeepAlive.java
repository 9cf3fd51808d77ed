package io.quarkiverse.psycopg;

import java.time.Duration;

/**
 * How the operating system finds out that the peer is gone. Zero leaves a figure to the system.
 *
 * @param enabled whether probes are sent (libpq's {@code keepalives})
 * @param idle silence before the first probe ({@code keepalives_idle})
 * @param interval time between probes ({@code keepalives_interval})
 * @param count probes without an answer before the connection is given up ({@code keepalives_count})
 * @param userTimeout how long sent data may stay unacknowledged ({@code tcp_user_timeout})
 */
public record TcpKeepAlive(boolean enabled, Duration idle, Duration interval, int count, Duration userTimeout) {

    /** Probes on, all figures the system's: libpq's default. */
    public static final TcpKeepAlive DEFAULT = new TcpKeepAlive(true, Duration.ZERO, Duration.ZERO, 0, Duration.ZERO);

    public TcpKeepAlive {
        OptionChecks.notNegative("keepalives_idle", idle);
        OptionChecks.notNegative("keepalives_interval", interval);
        OptionChecks.atLeast("keepalives_count", 0, count);
        OptionChecks.notNegative("tcp_user_timeout", userTimeout);
    }
}
