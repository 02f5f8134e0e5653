package dev.tumbler.orders;

import static java.util.stream.Collectors.summingInt;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What somebody wants. */
public record NewOrder(@NotEmpty @Size(max = 100) List<@Valid OrderLine> lines) {

    /**
     * One line for each product, in the order of their names.
     *
     * <p>Every order takes its products off the stock in this order, so that no two wait for each other.
     */
    List<OrderLine> linesByProduct() {
        return lines.stream()
                .collect(Collectors.groupingBy(OrderLine::product, TreeMap::new, summingInt(OrderLine::quantity)))
                .entrySet()
                .stream()
                .map(each -> new OrderLine(each.getKey(), each.getValue()))
                .toList();
    }
}
