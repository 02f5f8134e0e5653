package dev.tumbler.orders;

/** There are not as many as were wanted. */
final class OutOfStock extends RuntimeException {
    private final transient OrderLine line;

    OutOfStock(OrderLine line) {
        super("there are fewer than " + line.quantity() + " of " + line.product());
        this.line = line;
    }

    OrderLine line() {
        return line;
    }
}
