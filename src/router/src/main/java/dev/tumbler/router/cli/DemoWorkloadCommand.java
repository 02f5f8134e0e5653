package dev.tumbler.router.cli;

import dev.tumbler.router.cli.ConstantOrders.Placed;
import dev.tumbler.router.cli.WorkloadStory.Load;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows an application that takes orders while its database password rotates, and what it notices. */
@Command(
        name = "workload",
        mixinStandardHelpOptions = true,
        description =
                "Runs the application of src/workload/orders under constant load, rotates its database password again and"
                        + " again, and kills the router once in between. Nothing of it stays but the chart.")
final class DemoWorkloadCommand implements Runnable {
    private static final String ALL = "all";

    private final InstantSource clock;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            defaultValue = ALL,
            description = "managed, single-user, alternating-users or all; ${DEFAULT-VALUE} if not given.")
    private String strategy;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            converter = Count.class,
            defaultValue = "60",
            description = "How long orders are placed for; ${DEFAULT-VALUE} if not given.")
    private int seconds;

    @Option(
            names = "--rotations",
            paramLabel = "N",
            converter = Count.class,
            defaultValue = "24",
            description = "How often the password rotates in that time; ${DEFAULT-VALUE} if not given.")
    private int rotations;

    @Option(
            names = "--rate",
            paramLabel = "N",
            converter = Count.class,
            defaultValue = "300",
            description = "Orders a second; ${DEFAULT-VALUE} if not given.")
    private int rate;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = DemoInstance.ENGINE,
            description = "postgres or mariadb; ${DEFAULT-VALUE} if not given.")
    private String engine;

    @Option(names = "--chart", paramLabel = "FILE", description = "Where to draw an SVG of it.")
    private Optional<Path> chart = Optional.empty();

    DemoWorkloadCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void run() {
        List<RotationStrategy> strategies = strategies();
        PrintWriter out = command.commandLine().getOut();
        Progress progress = new Progress(out, Boolean.getBoolean(DemoCommand.TERMINAL), clock);
        SourceTree tree = SourceTree.ofLauncher();
        progress.during("building the application", () -> OrdersApplication.build(tree, engine));
        progress.during("building the rotation functions", new DeployedSteps(tree)::build);
        Load load = new Load(engine, Duration.ofSeconds(seconds), rate, rotations);
        WorkloadStory story = new WorkloadStory(progress, tree, load, new Random(), clock);
        List<WorkloadResult> results = new ArrayList<>();
        strategies.forEach(each -> results.add(story.tell(each)));
        print(results, out);
        chart.ifPresent(file -> draw(results, file));
        refuseFailures(results);
    }

    private List<RotationStrategy> strategies() {
        List<RotationStrategy> meant = Arrays.stream(RotationStrategy.values())
                .filter(each -> strategy.equals(ALL) || strategy.equals(each.toString()))
                .toList();
        if (meant.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "there is no strategy " + strategy + ": say managed, single-user," + " alternating-users or all");
        }
        return meant;
    }

    private void print(List<WorkloadResult> results, PrintWriter out) {
        out.println();
        out.printf(
                "%s, %d orders a second for %d s; a connection to the database lives for a second%n",
                engine, rate, seconds);
        out.println();
        out.println("| Strategy | Orders | Failed | p50 | p99 | Slowest | Rotations | Router away |"
                + " Connections opened | With each version |");
        out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        results.forEach(each -> print(each, out));
        out.flush();
    }

    private static void print(WorkloadResult result, PrintWriter out) {
        Percentiles times = result.times();
        out.printf(
                Locale.ROOT,
                "| %s | %,d | %,d | %s | %s | %s | %d | %.1f s | %,d with %d versions | %d to %d |%n",
                result.strategy(),
                result.orders().size(),
                result.failures().size(),
                Percentiles.shown(times.at(50)),
                Percentiles.shown(times.at(99)),
                Percentiles.shown(times.longest()),
                result.rotations().size(),
                result.absence().length().toMillis() / 1000.0,
                result.opened().getSum(),
                result.connections().size(),
                result.opened().getMin(),
                result.opened().getMax());
    }

    private static void refuseFailures(List<WorkloadResult> results) {
        List<Placed> failures =
                results.stream().flatMap(each -> each.failures().stream()).toList();
        if (!failures.isEmpty()) {
            throw new PlainFailure(failures.size() + " orders failed, the first of them with: "
                    + failures.get(0).failure());
        }
    }

    private static void draw(List<WorkloadResult> results, Path file) {
        try {
            Files.writeString(file, new WorkloadChart(results).svg(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new PlainFailure("cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }
}
