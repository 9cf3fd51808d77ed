package io.quarkiverse.psycopg.runtime.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

import org.jboss.logging.Logger;

import io.quarkiverse.psycopg.error.PgException;

/**
 * Answers a request that failed in the database with the status that fits, without a body: what the server said is not for
 * clients. A failure that only the operator can do something about is logged. A mapper of the application's own takes
 * precedence.
 */
public final class PgExceptionMapper implements ExceptionMapper<PgException> {

    private static final Logger LOG = Logger.getLogger(PgExceptionMapper.class);
    private static final String SECONDS_TO_RETRY = "1";

    @Override
    public Response toResponse(PgException failure) {
        int status = HttpStatus.of(failure);
        if (status == HttpStatus.INTERNAL_SERVER_ERROR) {
            LOG.error("A request failed in the database", failure);
        }
        Response.ResponseBuilder response = Response.status(status);
        return status == HttpStatus.SERVICE_UNAVAILABLE
                ? response.header(HttpHeaders.RETRY_AFTER, SECONDS_TO_RETRY).build()
                : response.build();
    }
}
