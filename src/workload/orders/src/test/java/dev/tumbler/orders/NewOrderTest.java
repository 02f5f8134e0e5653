package dev.tumbler.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NewOrderTest {
    @Test
    void linesOfOneProductBecomeOneAndStandInTheOrderOfTheirNames() {
        NewOrder wanted =
                new NewOrder(List.of(new OrderLine("tea", 2), new OrderLine("bread", 1), new OrderLine("tea", 3)));

        assertThat(wanted.linesByProduct()).containsExactly(new OrderLine("bread", 1), new OrderLine("tea", 5));
    }

    @Test
    void ordersOfTheSameProductsTakeThemInTheSameOrder() {
        OrderLine tea = new OrderLine("tea", 1);
        OrderLine bread = new OrderLine("bread", 1);

        assertThat(new NewOrder(List.of(tea, bread)).linesByProduct())
                .isEqualTo(new NewOrder(List.of(bread, tea)).linesByProduct());
    }
}
