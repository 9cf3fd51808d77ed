package io.quarkiverse.psycopg.runtime.observer;

/**
 * An observer threw a checked exception.
 */
public final class ObserverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ObserverException(String place, Throwable cause) {
        super(place + " failed: " + cause, cause);
    }
}
