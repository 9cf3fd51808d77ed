package io.quarkiverse.psycopg.runtime.driver.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.Dsn;
import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.ProtocolVersion;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.SqlContext;
import io.quarkiverse.psycopg.TypeObject;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InterfaceException;

/**
 * What a connection says of itself and of its server, and what is set on it: its timeout, its echo, its adapters and
 * typecasters. Safe for use from any thread.
 */
abstract class ConnectionAttributes extends StatementExecutor implements PgConnection {

    private final ClientSession client;

    ConnectionAttributes(ClientSession client) {
        this.client = client;
    }

    /** What this connection runs on. */
    public final ClientSession client() {
        return client;
    }

    /**
     * @throws InterfaceException where the connection is closed
     */
    abstract ClientSession open();

    @Override
    public String dsn() {
        PgConnectOptions options = client().options();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("host", options.hosts().stream().map(HostSpec::host).collect(Collectors.joining(",")));
        parts.put("port", options.hosts().stream().map(host -> Integer.toString(host.port())).collect(Collectors.joining(",")));
        parts.put("dbname", options.database());
        parts.put("user", options.user());
        parts.put("application_name", options.applicationName().orElse(null));
        parts.put("sslmode", options.sslMode().keyword());
        return Dsn.make(parts);
    }

    @Override
    public String encoding() {
        return parameterStatus("client_encoding").orElse("UTF8");
    }

    @Override
    public ProtocolVersion protocolVersion() {
        return client().session().protocol();
    }

    @Override
    public List<Diagnostics> notices() {
        return client().notices().list();
    }

    @Override
    public void clearNotices() {
        client().notices().clear();
    }

    @Override
    public boolean echo() {
        return client().echo().isOn();
    }

    @Override
    public PgConnection echo(boolean on) {
        ClientSession session = open();
        session.echo().set(on);
        session.touch();
        return this;
    }

    @Override
    public Duration timeout() {
        return client().options().queryTimeout();
    }

    @Override
    public boolean isExecuting() {
        return client().session().isExecuting();
    }

    @Override
    public int backendPid() {
        return client().session().backendPid();
    }

    @Override
    public Optional<String> parameterStatus(String name) {
        return Optional.ofNullable(client().session().parameter(name));
    }

    @Override
    public int serverVersion() {
        return ServerVersion.parse(client().session().parameter("server_version"));
    }

    @Override
    public SqlContext sqlContext() {
        return client().literals();
    }

    @Override
    public <T> void registerAdapter(Class<T> type, Adapter<? super T> adapter) {
        open().register(type, adapter);
    }

    @Override
    public Map<Class<?>, Adapter<?>> adapters() {
        return client().adapters().list();
    }

    @Override
    public <T> RowMapper<T> mapper(Class<T> type) {
        return client().types().readers().mapper(type);
    }

    @Override
    public void registerType(TypeObject<?> type) {
        open().register(type);
    }

    @Override
    public List<TypeObject<?>> typeObjects() {
        return client().types().readers().list();
    }

    @Override
    public Object adapt(Object value) {
        return client().literals().adapt(value);
    }
}
