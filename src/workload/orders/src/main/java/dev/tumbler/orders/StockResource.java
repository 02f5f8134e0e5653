package dev.tumbler.orders;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** What there is to order. */
@Path("/stock")
public class StockResource {

    /** Answers how many there are of every product. */
    @GET
    public Uni<List<Stock>> list() {
        return Panache.withSession(() -> Stock.listAll(Sort.by("product")));
    }
}
