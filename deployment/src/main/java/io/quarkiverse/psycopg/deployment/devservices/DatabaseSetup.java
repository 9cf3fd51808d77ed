package io.quarkiverse.psycopg.deployment.devservices;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import org.postgresql.Driver;

/**
 * Makes the database of a new server and runs its scripts. It uses the JDBC driver, so that what sets up the tests of this
 * driver is not this driver.
 */
public final class DatabaseSetup {

    private static final String MAINTENANCE = "postgres";

    private final String address;
    private final Account account;

    /**
     * A setup of a server that accepts connections.
     *
     * @param address {@code host:port}
     */
    public DatabaseSetup(String address, Account account) {
        this.address = address;
        this.account = account;
    }

    /** Makes the database if it is not there; true if it was made. */
    public boolean createDatabase() throws SQLException {
        try (Connection connection = connect(MAINTENANCE)) {
            if (exists(connection)) {
                return false;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(account.database(), true));
                return true;
            }
        }
    }

    /**
     * Runs a script as one request: all of it or nothing, unless it says otherwise.
     *
     * @throws IllegalStateException naming the script and the server's message
     */
    public void run(InitScript script) {
        try (Connection connection = connect(account.database()); Statement statement = connection.createStatement()) {
            statement.execute(script.sql());
        } catch (SQLException e) {
            throw new IllegalStateException("the init script '" + script.path() + "' failed: " + e.getMessage(), e);
        }
    }

    /** Whether the server answers a query now. */
    public boolean answers() {
        try (Connection connection = connect(account.database()); Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException e) {
            return false;
        }
    }

    private boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, account.database());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", account.user());
        properties.setProperty("password", account.password());
        // The simple protocol takes a whole script, with its comments and bodies, as the server understands it.
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("connectTimeout", "10");
        Driver driver = new Driver();
        unregister();
        return driver.connect("jdbc:postgresql://" + address + "/" + UrlText.escape(database), properties);
    }

    /** The driver registers itself for the whole JVM, which would hold this class loader after a live reload. */
    private static void unregister() throws SQLException {
        if (Driver.isRegistered()) {
            Driver.deregister();
        }
    }
}
