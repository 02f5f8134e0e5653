package dev.tumbler.orders;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How many there are of a product. */
@Entity
@Table(name = "stock")
public class Stock extends PanacheEntityBase {
    @Id
    public String product;

    public int quantity;

    /** Looks and takes in one statement: no taking is lost, and none goes below zero. */
    static Uni<Void> take(OrderLine line) {
        return update("quantity = quantity - ?1 where product = ?2 and quantity >= ?1", line.quantity(), line.product())
                .invoke(rows -> {
                    if (rows == 0) {
                        throw new OutOfStock(line);
                    }
                })
                .replaceWithVoid();
    }
}
