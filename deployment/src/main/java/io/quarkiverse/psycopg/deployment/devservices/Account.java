package io.quarkiverse.psycopg.deployment.devservices;

/**
 * A database and its superuser.
 *
 * @param database the database's name
 * @param user the superuser's name
 * @param password the superuser's password
 */
public record Account(String database, String user, String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return user + "@" + database;
    }
}
