package dev.tumbler.router.cli;

import dev.tumbler.router.cli.WorkloadResult.Absence;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * An application under constant load, whose database password rotates, and whose router is killed once.
 *
 * <p>The servers of a killed router end with it. So the database is another router's, which lives on, and the one that keeps
 * the secret and rotates it is killed.
 */
final class WorkloadStory {
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    private final Progress progress;
    private final SourceTree tree;
    private final DeployedSteps functions;
    private final Load load;
    private final RandomGenerator random;
    private final InstantSource clock;

    /**
     * How much is done.
     *
     * @param length how long orders are placed for
     * @param rate how many a second
     * @param rotations how many, evenly spread; the next one waits until the application has connected with the last one's version
     */
    record Load(String engine, Duration length, int rate, int rotations) {}

    WorkloadStory(Progress progress, SourceTree tree, Load load, RandomGenerator random, InstantSource clock) {
        this.progress = progress;
        this.tree = tree;
        this.functions = new DeployedSteps(tree);
        this.load = load;
        this.random = random;
        this.clock = clock;
    }

    WorkloadResult tell(RotationStrategy strategy) {
        try (ThrowawayRouter servers = new ThrowawayRouter();
                ThrowawayRouter router = new ThrowawayRouter()) {
            progress.during("starting a router for the database, and one for the secret", () -> {
                servers.start();
                router.start();
            });
            OrdersDatabase database =
                    progress.during("creating the database", () -> OrdersDatabase.create(servers.aws(), load.engine()));
            RotatedUser user =
                    progress.during("creating the secret", () -> strategy.user(router.aws(), database, functions));
            try (OrdersApplication application = progress.during(
                    "starting the application",
                    () -> OrdersApplication.start(
                            tree, router.aws(), database, user.secretArn(), router.subfolder("orders")))) {
                progress.during("warming up", () -> warmUp(application));
                return measured(strategy, router, user, application);
            }
        }
    }

    /** What comes first is slow in every JVM, and says nothing about rotations. */
    private void warmUp(OrdersApplication application) {
        try (ConstantOrders orders = orders(application)) {
            orders.start();
            pause(WARM_UP);
            orders.stop().stream()
                    .filter(ConstantOrders.Placed::failed)
                    .findFirst()
                    .ifPresent(each -> {
                        throw new PlainFailure("an order failed before anything was rotated: " + each.failure());
                    });
        }
    }

    private ConstantOrders orders(OrdersApplication application) {
        return new ConstantOrders(application.address(), load.rate(), random, clock);
    }

    private WorkloadResult measured(
            RotationStrategy strategy, ThrowawayRouter router, RotatedUser user, OrdersApplication application) {
        List<Duration> rotations = new ArrayList<>();
        try (ConstantOrders orders = orders(application)) {
            Runnable rotation = () -> {
                rotations.add(orders.sinceStart());
                user.rotate();
                application.awaitVersions(rotations.size() + 1);
            };
            orders.start();
            Absence absence = progress.during(
                    () -> shown(strategy, orders, rotations.size()), () -> live(router, orders, rotation));
            return new WorkloadResult(strategy, orders.stop(), rotations, absence, application.connections());
        }
    }

    private static String shown(RotationStrategy strategy, ConstantOrders orders, int rotations) {
        return String.format(
                Locale.ROOT,
                "%s: %d rotations, %,d orders",
                strategy,
                rotations,
                orders.placed().size());
    }

    /** Rotates over and over, and kills the router in the middle. */
    private Absence live(ThrowawayRouter router, ConstantOrders orders, Runnable rotation) {
        int half = load.rotations() / 2;
        rotate(load.rotations(), half, orders, rotation);
        Duration killed = orders.sinceStart();
        router.kill();
        router.start();
        Absence absence = new Absence(killed, orders.sinceStart());
        rotate(half, 0, orders, rotation);
        pause(load.length().minus(orders.sinceStart()));
        return absence;
    }

    /** What is left of the time is spread over the rotations that are left. */
    private void rotate(int left, int until, ConstantOrders orders, Runnable rotation) {
        for (int each = left; each > until; each--) {
            pause(load.length().minus(orders.sinceStart()).dividedBy(each + 1L));
            rotation.run();
        }
    }

    private static void pause(Duration time) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS))
                .join();
    }
}
