package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import io.quarkiverse.psycopg.error.ConnectionFailedException;

/** The server is not of the kind that was asked for; another one may be. */
final class WrongRoleException extends ConnectionFailedException {

    private static final long serialVersionUID = 1L;

    WrongRoleException(String message) {
        super(message);
    }
}
