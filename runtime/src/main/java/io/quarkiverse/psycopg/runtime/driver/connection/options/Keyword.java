package io.quarkiverse.psycopg.runtime.driver.connection.options;

import java.util.Optional;

/**
 * Every option that libpq of PostgreSQL 18 knows, in its order. PostgreSQL documentation 32.1.2 and 32.15.
 */
public enum Keyword {

    SERVICE("service", "PGSERVICE"),
    USER("user", "PGUSER"),
    PASSWORD("password", "PGPASSWORD"),
    PASSFILE("passfile", "PGPASSFILE"),
    CHANNEL_BINDING("channel_binding", "PGCHANNELBINDING"),
    CONNECT_TIMEOUT("connect_timeout", "PGCONNECT_TIMEOUT"),
    DBNAME("dbname", "PGDATABASE"),
    HOST("host", "PGHOST"),
    HOSTADDR("hostaddr", "PGHOSTADDR"),
    PORT("port", "PGPORT"),
    CLIENT_ENCODING("client_encoding", "PGCLIENTENCODING"),
    OPTIONS("options", "PGOPTIONS"),
    APPLICATION_NAME("application_name", "PGAPPNAME"),
    FALLBACK_APPLICATION_NAME("fallback_application_name", ""),
    KEEPALIVES("keepalives", ""),
    KEEPALIVES_IDLE("keepalives_idle", ""),
    KEEPALIVES_INTERVAL("keepalives_interval", ""),
    KEEPALIVES_COUNT("keepalives_count", ""),
    TCP_USER_TIMEOUT("tcp_user_timeout", ""),
    SSLMODE("sslmode", "PGSSLMODE"),
    SSLNEGOTIATION("sslnegotiation", "PGSSLNEGOTIATION"),
    SSLCOMPRESSION("sslcompression", "PGSSLCOMPRESSION"),
    SSLCERT("sslcert", "PGSSLCERT"),
    SSLKEY("sslkey", "PGSSLKEY"),
    SSLCERTMODE("sslcertmode", "PGSSLCERTMODE"),
    SSLPASSWORD("sslpassword", ""),
    SSLROOTCERT("sslrootcert", "PGSSLROOTCERT"),
    SSLCRL("sslcrl", "PGSSLCRL"),
    SSLCRLDIR("sslcrldir", "PGSSLCRLDIR"),
    SSLSNI("sslsni", "PGSSLSNI"),
    REQUIREPEER("requirepeer", "PGREQUIREPEER"),
    REQUIRE_AUTH("require_auth", "PGREQUIREAUTH"),
    MIN_PROTOCOL_VERSION("min_protocol_version", "PGMINPROTOCOLVERSION"),
    MAX_PROTOCOL_VERSION("max_protocol_version", "PGMAXPROTOCOLVERSION"),
    SSL_MIN_PROTOCOL_VERSION("ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION"),
    SSL_MAX_PROTOCOL_VERSION("ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION"),
    GSSENCMODE("gssencmode", "PGGSSENCMODE"),
    KRBSRVNAME("krbsrvname", "PGKRBSRVNAME"),
    GSSLIB("gsslib", "PGGSSLIB"),
    GSSDELEGATION("gssdelegation", "PGGSSDELEGATION"),
    REPLICATION("replication", ""),
    TARGET_SESSION_ATTRS("target_session_attrs", "PGTARGETSESSIONATTRS"),
    LOAD_BALANCE_HOSTS("load_balance_hosts", "PGLOADBALANCEHOSTS"),
    SCRAM_CLIENT_KEY("scram_client_key", ""),
    SCRAM_SERVER_KEY("scram_server_key", ""),
    OAUTH_ISSUER("oauth_issuer", ""),
    OAUTH_CLIENT_ID("oauth_client_id", ""),
    OAUTH_CLIENT_SECRET("oauth_client_secret", ""),
    OAUTH_SCOPE("oauth_scope", ""),
    SSLKEYLOGFILE("sslkeylogfile", "");

    private final String keyword;
    private final String variable;

    Keyword(String keyword, String variable) {
        this.keyword = keyword;
        this.variable = variable;
    }

    /** As it is written in a connection string. */
    public String keyword() {
        return keyword;
    }

    /** The environment variable that stands for it; empty where there is none. */
    public Optional<String> variable() {
        return variable.isEmpty() ? Optional.empty() : Optional.of(variable);
    }

    /** Whether the value must never be shown. */
    public boolean isSecret() {
        return this == PASSWORD || this == SSLPASSWORD || this == SCRAM_CLIENT_KEY || this == SCRAM_SERVER_KEY
                || this == OAUTH_CLIENT_SECRET;
    }

    /** The option of that name. Names are case-sensitive, as libpq's. */
    public static Optional<Keyword> of(String name) {
        for (Keyword k : values()) {
            if (k.keyword.equals(name)) {
                return Optional.of(k);
            }
        }
        return Optional.empty();
    }
}
