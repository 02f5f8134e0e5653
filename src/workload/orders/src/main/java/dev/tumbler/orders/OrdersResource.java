package dev.tumbler.orders;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Orders, placed and looked up. */
@Path("/orders")
public class OrdersResource {
    private final InstantSource clock;

    OrdersResource(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes the lines off the stock and answers the order; 409 if there is not enough of a product. */
    @POST
    @ResponseStatus(201)
    public Uni<Order> place(@Valid NewOrder wanted) {
        return Panache.withTransaction(() -> Order.place(wanted, clock.instant()));
    }

    /** Answers an order that was placed. */
    @GET
    @Path("{id}")
    public Uni<Order> get(UUID id) {
        return Panache.withSession(() -> Order.<Order>findById(id))
                .onItem()
                .ifNull()
                .failWith(() -> new NotFoundException("there is no order " + id));
    }

    /** What the caller is told when there is not enough. */
    public record Shortage(String message, OrderLine wanted) {}

    @ServerExceptionMapper
    RestResponse<Shortage> explain(OutOfStock shortage) {
        return RestResponse.status(RestResponse.Status.CONFLICT, new Shortage(shortage.getMessage(), shortage.line()));
    }
}
