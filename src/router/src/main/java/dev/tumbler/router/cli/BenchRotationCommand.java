package dev.tumbler.router.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** Measures how long new connections with the current password are refused while a managed password rotates. */
@Command(
        name = "rotation",
        mixinStandardHelpOptions = true,
        description =
                "Rotates a managed password many times while clients log in, and measures how long they are refused.")
final class BenchRotationCommand implements Runnable {
    /** A secret has a hundred versions at most, and none goes before it is a day old. */
    private static final int MOST_IN_A_DAY = 90;

    private static final Duration MORE_THAN_A_DAY = Duration.ofHours(25);

    private final InstantSource clock;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--rotations",
            paramLabel = "N",
            converter = Count.class,
            defaultValue = "200",
            description = "How often; ${DEFAULT-VALUE} if not given.")
    private int rotations;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = DemoInstance.ENGINE,
            description = "postgres, mariadb or mysql; ${DEFAULT-VALUE} if not given.")
    private String engine;

    BenchRotationCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void run() {
        PrintWriter out = command.commandLine().getOut();
        try (ThrowawayRouter router = new ThrowawayRouter();
                SqlLogin login = new SqlLogin(engine)) {
            router.start();
            DemoInstance instance = new DemoInstance(router.aws(), engine);
            instance.create();
            DBInstance available = instance.awaitAvailable();
            RouterClock time = new RouterClock(router.aws().endpoint());
            measure(instance, available, login, time).print(out, available);
        }
    }

    private Figures measure(DemoInstance instance, DBInstance database, Login server, RouterClock time) {
        try (ConstantLogins logins = new ConstantLogins(instance, database, server, clock)) {
            logins.start();
            logins.settled();
            List<Duration> rotated = new ArrayList<>();
            List<Refusals.Span> spans = new ArrayList<>();
            for (int rotation = 0; rotation < rotations; rotation++) {
                if (rotation % MOST_IN_A_DAY == MOST_IN_A_DAY - 1) {
                    time.advanceTo(time.now().plus(MORE_THAN_A_DAY));
                }
                Instant began = clock.instant();
                instance.rotate();
                instance.awaitRotated();
                rotated.add(Duration.between(began, clock.instant()));
                spans.add(logins.settled());
            }
            return new Figures(logins.tally(), logins.times(), Percentiles.of(rotated), spans);
        }
    }

    /** What was seen. */
    private record Figures(
            ConstantLogins.Tally tally, Percentiles login, Percentiles rotation, List<Refusals.Span> spans) {

        void print(PrintWriter out, DBInstance database) {
            Percentiles refused =
                    Percentiles.of(spans.stream().map(Refusals.Span::time).toList());
            out.println();
            out.println("| Server | Rotations | Clients | One login | Logins refused | Refused for, p50 | p99 |");
            out.println("|---|---:|---:|---:|---:|---:|---:|");
            out.printf(
                    Locale.ROOT,
                    "| %s %s | %d | %d | %s | %,d of %,d | %s | %s |%n",
                    database.engine(),
                    database.engineVersion(),
                    spans.size(),
                    ConstantLogins.CLIENTS,
                    Percentiles.shown(login.at(50)),
                    tally.refused(),
                    tally.accepted() + tally.refused(),
                    besideLogin(refused.at(50)),
                    besideLogin(refused.at(99)));
            out.flush();
        }

        private String besideLogin(Duration time) {
            return String.format(
                    Locale.ROOT,
                    "%s, %.1f logins",
                    Percentiles.shown(time),
                    Percentiles.milliseconds(time) / Percentiles.milliseconds(login.at(50)));
        }
    }
}
