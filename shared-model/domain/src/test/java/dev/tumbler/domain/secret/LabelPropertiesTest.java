package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static dev.tumbler.domain.secret.Versions.AWSPENDING;
import static dev.tumbler.domain.secret.Versions.AWSPREVIOUS;

import dev.tumbler.domain.secret.World.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** Whatever is called in whatever order, {@link World} sees every promise kept after each call. */
class LabelPropertiesTest {
    private static final int TOKENS = 12;

    /** A call after a pause. */
    record Call(int hours, Command command) {}

    @Property(tries = 600)
    @StatisticsReport(StatisticsReportMode.OFF)
    void everyPromiseIsKeptAfterEachCall(@ForAll("calls") List<Call> calls) {
        World world = new World();
        calls.forEach(call -> Statistics.collect(run(world, call)));
        Statistics.coverage(coverage -> {
            coverage.check(Outcome.WRITTEN).percentage(share -> share > 20);
            coverage.check(Outcome.KEPT).percentage(share -> share > 5);
            coverage.check(Outcome.REFUSED).percentage(share -> share > 10);
        });
    }

    /** From a secret whose versions are nearly as many as it may have, so that they are pruned or refused. */
    @Property(tries = 100)
    @StatisticsReport(StatisticsReportMode.OFF)
    void everyPromiseIsKeptWhereThereIsLittleRoom(@ForAll("calls") List<Call> calls) {
        World world = new World();
        world.run(new Command.Create(1000, 1, true));
        for (int version = 1001; version < 1000 + Versions.MOST_VERSIONS - 4; version++) {
            world.run(new Command.Put(version, 1, Set.of()));
        }
        for (Call call : calls) {
            run(world, call);
            Statistics.collect(world.secret().versions().all().size() == Versions.MOST_VERSIONS);
        }
        Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 5));
    }

    /** The same with labels: five more names are in use here, and there is room for four. */
    @Property(tries = 50)
    @StatisticsReport(StatisticsReportMode.OFF)
    void everyPromiseIsKeptWhereThereAreManyLabels(@ForAll("calls") List<Call> calls) {
        World world = new World();
        world.run(new Command.Create(1000, 1, true));
        for (int label = 1; label <= Versions.MOST_LABELS - 4; label++) {
            world.run(new Command.Move("L" + label, false, Optional.empty(), Optional.of(1000)));
        }
        for (Call call : calls) {
            run(world, call);
            Statistics.collect(
                    LabelModel.of(world.secret().versions()).holders().size() == Versions.MOST_LABELS);
        }
        Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 5));
    }

    private static Outcome run(World world, Call call) {
        world.pass(Duration.ofHours(call.hours()));
        return world.run(call.command());
    }

    @Provide
    Arbitrary<List<Call>> calls() {
        return Combinators.combine(Arbitraries.integers().between(0, 9), commands())
                .as(Call::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    private static Arbitrary<Command> commands() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, creations()),
                Tuple.of(8, puts()),
                Tuple.of(3, Combinators.combine(tokens(), texts()).as(Command.Update::new)),
                Tuple.of(2, Combinators.combine(keys(), flags()).as(Command.ChangeKey::new)),
                Tuple.of(5, moves()),
                Tuple.of(4, Combinators.combine(tokens(), flags()).as(Command.Rotate::new)),
                Tuple.of(12, Arbitraries.of(Command.Step.class)),
                Tuple.of(1, Arbitraries.of(Command.Whole.class)),
                Tuple.of(1, Arbitraries.of(Command.Whole.RESTORE)));
    }

    private static Arbitrary<Command> creations() {
        return Combinators.combine(tokens(), texts(), flags()).as(Command.Create::new);
    }

    private static Arbitrary<Command> puts() {
        Arbitrary<Set<String>> labels =
                Arbitraries.of(AWSCURRENT, AWSPENDING, "BLUE", "GREEN").set().ofMaxSize(2);
        return Combinators.combine(tokens(), texts(), labels).as(Command.Put::new);
    }

    private static Arbitrary<Command> moves() {
        return Combinators.combine(
                        Arbitraries.of(AWSCURRENT, AWSPENDING, AWSPREVIOUS, "BLUE", "GREEN"),
                        flags(),
                        tokens().optional(),
                        tokens().optional())
                .as(Command.Move::new);
    }

    private static Arbitrary<Optional<String>> keys() {
        return Arbitraries.of(Optional.empty(), Optional.of("alias/a"), Optional.of("alias/b"));
    }

    private static Arbitrary<Integer> tokens() {
        return Arbitraries.integers().between(1, TOKENS);
    }

    private static Arbitrary<Integer> texts() {
        return Arbitraries.of(1, 2);
    }

    private static Arbitrary<Boolean> flags() {
        return Arbitraries.of(true, false);
    }
}
