package io.quarkiverse.psycopg;

/**
 * In which order hosts and addresses are tried (libpq's {@code load_balance_hosts}).
 */
public enum LoadBalanceHosts {

    /** As given. */
    DISABLE("disable"),

    /** Shuffled for every connection. */
    RANDOM("random");

    private final String keyword;

    LoadBalanceHosts(String keyword) {
        this.keyword = keyword;
    }

    /** The value's spelling in a connection string. */
    public String keyword() {
        return keyword;
    }
}
