package io.quarkiverse.psycopg.showcase;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;

import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jboss.resteasy.reactive.common.util.RestMediaType;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.quarkiverse.psycopg.error.IntegrityException;
import io.quarkiverse.psycopg.error.OperationalException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Orders over HTTP: lists as newline-delimited JSON, each line sent when its row has come. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public class OrderResource {

    private static final int LONGEST_LIST = 10_000;
    private static final int RUSH_ORDERS = 500;

    @Inject
    OrderDesk desk;

    @GET
    @Path("/orders")
    @Produces(RestMediaType.APPLICATION_NDJSON)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<Order> orders(@RestQuery @DefaultValue("100") int limit, @RestQuery Optional<Order.Status> status,
            @RestQuery Optional<Double> near, @RestQuery Optional<Integer> soon) {
        if (limit < 0 || limit > LONGEST_LIST) {
            throw new Rejected(Status.BAD_REQUEST, "The limit is between 0 and " + LONGEST_LIST + ".");
        }
        return desk.latest(new OrderFilter(status, near, soon), limit);
    }

    @GET
    @Path("/orders/changes")
    @Produces(RestMediaType.APPLICATION_NDJSON)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<Order> changes(@RestQuery @DefaultValue("0") long since) {
        return desk.changes(since);
    }

    @GET
    @Path("/products")
    public Uni<List<Product>> products() {
        return desk.products();
    }

    @POST
    @Path("/orders")
    @ResponseStatus(201)
    public Uni<Order> place(NewOrder order) {
        if (order == null || isBlank(order.customer()) || isBlank(order.product())) {
            throw new Rejected(Status.BAD_REQUEST, "An order needs a customer and a product.");
        }
        return desk.place(order);
    }

    @POST
    @Path("/orders/{id}/payment")
    public Uni<Order> pay(@RestPath long id) {
        return desk.pay(id);
    }

    /** Pays while somebody else changes the order: a serialization failure, and a second attempt. */
    @POST
    @Path("/orders/{id}/contended-payment")
    public Uni<Payment> payContended(@RestPath long id) {
        return desk.pay(id, true);
    }

    @POST
    @Path("/rush")
    public Uni<Rush> rush() {
        return desk.rush(RUSH_ORDERS);
    }

    @ServerExceptionMapper
    RestResponse<Map<String, String>> rejected(Rejected rejected) {
        return answer(rejected.status(), rejected.getMessage());
    }

    /** A constraint of the table said no: the database checks, the page shows its words. */
    @ServerExceptionMapper
    RestResponse<Map<String, String>> violated(IntegrityException violation) {
        return answer(Status.BAD_REQUEST, violation.getMessage());
    }

    @ServerExceptionMapper
    RestResponse<Map<String, String>> unreachable(OperationalException trouble) {
        return answer(Status.SERVICE_UNAVAILABLE, trouble.getMessage());
    }

    private static RestResponse<Map<String, String>> answer(Status status, String message) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.fromStatusCode(status.getStatusCode()),
                Map.of("message", String.valueOf(message))).type(MediaType.APPLICATION_JSON_TYPE).build();
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
