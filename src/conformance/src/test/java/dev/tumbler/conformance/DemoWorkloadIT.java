package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application under load never notices that its database password rotates, nor that the router is killed once. */
@OwnRouter
class DemoWorkloadIT {
    /** The printed row: strategy, orders, failed, three times, rotations, router away, versions, fewest and most connections. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?<strategy>[a-z-]+) \\| (?<orders>[\\d,]+)"
            + " \\| (?<failed>[\\d,]+) \\|(?: [\\d.]+ ms \\|){3} (?<rotations>\\d+) \\| [\\d.]+ s"
            + " \\| [\\d,]+ with (?<versions>\\d+) versions \\| (?<fewest>\\d+) to \\d+ \\|$");

    @TempDir
    Path folder;

    @Test
    void tenRotationsFailNoOrder() throws Exception {
        assertNothingNoticed("managed", "postgres", 10, 18, 50);
    }

    @ParameterizedTest
    @Tag("nightly")
    @CsvSource({
        "managed, postgres",
        "single-user, postgres",
        "alternating-users, postgres",
        "managed, mariadb",
        "single-user, mariadb",
        "alternating-users, mariadb"
    })
    void twentyFourRotationsFailNoOrder(String strategy, String engine) throws Exception {
        assertNothingNoticed(strategy, engine, 24, 60, 300);
    }

    private void assertNothingNoticed(String strategy, String engine, int rotations, int seconds, int rate)
            throws Exception {
        Path chart = folder.resolve("chart.svg");
        Command.Ended told = Command.run(
                Map.of(),
                System.getProperty("tumbler.launcher"),
                "demo",
                "workload",
                "--strategy=" + strategy,
                "--engine=" + engine,
                "--rotations=" + rotations,
                "--seconds=" + seconds,
                "--rate=" + rate,
                "--chart=" + chart);

        assertThat(told.exitCode()).as(told.output()).isZero();
        Matcher row = ROW.matcher(told.output());
        assertThat(row.find()).as(told.output()).isTrue();
        assertThat(row.group("strategy")).isEqualTo(strategy);
        assertThat(row.group("failed")).as(told.output()).isEqualTo("0");
        assertThat(number(row.group("orders"))).isGreaterThanOrEqualTo(seconds * rate);
        assertThat(number(row.group("rotations"))).isEqualTo(rotations);
        assertThat(number(row.group("versions"))).as(told.output()).isEqualTo(rotations + 1);
        assertThat(number(row.group("fewest"))).isPositive();
        assertThat(Files.readString(chart)).startsWith("<svg").contains(strategy);
    }

    private static int number(String printed) {
        return Integer.parseInt(printed.replace(",", ""));
    }
}
