package dev.tumbler.router.cli;

import dev.tumbler.router.cli.ConstantOrders.Placed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** One run: above the orders of each second, below how long they took; rotations as ticks, the router's absence as a band. */
final class WorkloadPanel {
    static final int WIDTH = 960;
    static final int HEIGHT = 270;

    private static final int LEFT = 72;
    private static final int RIGHT = WIDTH - 16;
    private static final int TOP = 48;
    private static final int BOTTOM = HEIGHT - 36;
    private static final int TEN_SECONDS = 10;

    private final WorkloadResult result;
    private final List<List<Placed>> seconds;
    private final StringBuilder svg = new StringBuilder();

    /**
     * Where a quantity is drawn.
     *
     * @param most what its upper edge stands for
     */
    private record Scale(int upper, int lower, double most) {
        double at(double value) {
            return lower - (lower - upper) * value / most;
        }
    }

    WorkloadPanel(WorkloadResult result) {
        this.result = result;
        this.seconds = bySecond(result.orders());
    }

    /** Every order in the second in which it was due, without the last second, which is not a whole one. */
    private static List<List<Placed>> bySecond(List<Placed> orders) {
        List<List<Placed>> seconds = new ArrayList<>();
        for (Placed order : orders) {
            while (seconds.size() <= order.due().toSeconds()) {
                seconds.add(new ArrayList<>());
            }
            seconds.get((int) order.due().toSeconds()).add(order);
        }
        return seconds.subList(0, Math.max(1, seconds.size() - 1));
    }

    String svg() {
        Scale rate = new Scale(TOP, TOP + 50, round(most(List::size)));
        Scale time = new Scale(TOP + 78, BOTTOM, round(most(WorkloadPanel::slowest)));
        title();
        surroundings();
        axis(rate, "%.0f/s");
        axis(time, "%.0f ms");
        line("answered", rate, List::size);
        line("failed", rate, WorkloadPanel::failed);
        line("median", time, WorkloadPanel::median);
        line("slowest", time, WorkloadPanel::slowest);
        seconds();
        return svg.toString();
    }

    private void title() {
        text(
                "title",
                LEFT,
                20,
                result.strategy()
                        + String.format(
                                Locale.ROOT,
                                ": %,d orders, %,d failed, %d rotations",
                                result.orders().size(),
                                result.failures().size(),
                                result.rotations().size()));
        text("answered", LEFT, 38, "orders");
        text("failed", LEFT + 54, 38, "failed");
        text("median", LEFT + 102, 38, "p50 of a second");
        text("slowest", LEFT + 204, 38, "slowest of a second");
        text("rotation", LEFT + 330, 38, "| rotation");
        text("", LEFT + 400, 38, "grey: the router is killed and starts again");
    }

    private void surroundings() {
        double from = x(result.absence().from());
        add(
                "<rect class=\"away\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                from, TOP, x(result.absence().to()) - from, BOTTOM - TOP);
        result.rotations()
                .forEach(each -> add(
                        "<path class=\"rotation\" d=\"M%.1f %dv10M%.1f %dv-8\"/>", x(each), TOP + 54, x(each), BOTTOM));
    }

    private void axis(Scale scale, String unit) {
        for (double part : new double[] {0, 0.5, 1}) {
            double value = scale.most() * part;
            add("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, scale.at(value), RIGHT);
            add(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 8, scale.at(value) + 4, String.format(Locale.ROOT, unit, value));
        }
    }

    private void line(String name, Scale scale, ToDoubleFunction<List<Placed>> quantity) {
        StringBuilder points = new StringBuilder();
        for (int second = 0; second < seconds.size(); second++) {
            points.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f ",
                    x(Duration.ofMillis(second * 1000L + 500)),
                    scale.at(quantity.applyAsDouble(seconds.get(second)))));
        }
        add(
                "<polyline class=\"line %s\" points=\"%s\"/>",
                name, points.toString().strip());
    }

    private void seconds() {
        for (int second = 0; second <= seconds.size(); second += TEN_SECONDS) {
            add(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d s</text>",
                    x(Duration.ofSeconds(second)), BOTTOM + 18, second);
        }
    }

    private double x(Duration moment) {
        return LEFT + (RIGHT - LEFT) * moment.toMillis() / 1000.0 / seconds.size();
    }

    private double most(ToDoubleFunction<List<Placed>> quantity) {
        return seconds.stream().mapToDouble(quantity).max().orElse(1);
    }

    /** Up to one or two digits and noughts. */
    private static double round(double value) {
        double magnitude = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
        return Math.ceil(value / magnitude * 2) / 2 * magnitude;
    }

    private static double failed(List<Placed> orders) {
        return orders.stream().filter(Placed::failed).count();
    }

    private static double median(List<Placed> orders) {
        return Percentiles.milliseconds(times(orders).at(50));
    }

    private static double slowest(List<Placed> orders) {
        return Percentiles.milliseconds(times(orders).longest());
    }

    private static Percentiles times(List<Placed> orders) {
        return Percentiles.of(orders.stream().map(Placed::time).toList());
    }

    private void text(String name, int x, int y, String text) {
        add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>", name, x, y, text);
    }

    private void add(String element, Object... values) {
        svg.append(String.format(Locale.ROOT, element, values)).append('\n');
    }
}
