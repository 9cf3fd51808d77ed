package io.quarkiverse.psycopg;

import java.time.Duration;
import java.util.List;

/**
 * What {@link PgConnectOptions} say of the server: where it may be, which one is acceptable, and what is spoken with it. A
 * builder's copy changes; that of options never does.
 */
final class ServerSettings {

    List<HostSpec> hosts = List.of(new HostSpec("localhost", HostSpec.DEFAULT_PORT));
    TargetSessionAttrs targetSessionAttrs = TargetSessionAttrs.ANY;
    LoadBalanceHosts loadBalanceHosts = LoadBalanceHosts.DISABLE;
    Duration connectTimeout = Duration.ofSeconds(10);
    TcpKeepAlive keepAlive = TcpKeepAlive.DEFAULT;
    ProtocolVersion minProtocolVersion = ProtocolVersion.V3_0;
    ProtocolVersion maxProtocolVersion = ProtocolVersion.V3_2;
    int maxMessageSize = 64 * 1024 * 1024;
    Pooler pooler = Pooler.NONE;

    ServerSettings() {
    }

    ServerSettings(ServerSettings other) {
        hosts = other.hosts;
        targetSessionAttrs = other.targetSessionAttrs;
        loadBalanceHosts = other.loadBalanceHosts;
        connectTimeout = other.connectTimeout;
        keepAlive = other.keepAlive;
        minProtocolVersion = other.minProtocolVersion;
        maxProtocolVersion = other.maxProtocolVersion;
        maxMessageSize = other.maxMessageSize;
        pooler = other.pooler;
    }

    static List<HostSpec> checked(List<HostSpec> hosts) {
        if (hosts.isEmpty()) {
            throw OptionChecks.refused("at least one host is needed");
        }
        return List.copyOf(hosts);
    }

    void checkProtocolVersions() {
        if (minProtocolVersion.compareTo(maxProtocolVersion) > 0) {
            throw OptionChecks.refused("min_protocol_version is greater than max_protocol_version");
        }
    }
}
