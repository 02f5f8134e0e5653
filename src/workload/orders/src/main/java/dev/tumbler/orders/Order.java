package dev.tumbler.orders;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** What somebody has ordered. */
@Entity
@Table(name = "orders")
public class Order extends PanacheEntityBase {
    /** Made by the application, so that no two orders wait for a counter; the later ones sort last. */
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    public UUID id;

    public Instant placed;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "order_lines", joinColumns = @JoinColumn(name = "order_id"))
    @OrderBy("product")
    public List<OrderLine> lines;

    /** Takes every line off the stock and stores the order; all of it or nothing, in the caller's transaction. */
    static Uni<Order> place(NewOrder wanted, Instant now) {
        Order order = new Order();
        order.placed = now;
        order.lines = wanted.linesByProduct();
        return Multi.createFrom()
                .iterable(order.lines)
                .onItem()
                .transformToUniAndConcatenate(Stock::take)
                .onItem()
                .ignoreAsUni()
                .chain(order::<Order>persist);
    }
}
