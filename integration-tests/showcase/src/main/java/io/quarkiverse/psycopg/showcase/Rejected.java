package io.quarkiverse.psycopg.showcase;

import jakarta.ws.rs.core.Response.Status;

/** A request that the desk does not take, with the sentence that the page shows. */
public final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Status status;

    Rejected(Status status, String message) {
        super(message);
        this.status = status;
    }

    Status status() {
        return status;
    }
}
