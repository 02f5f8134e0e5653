package dev.tumbler.router.cli;

import dev.tumbler.router.cli.ConstantLogins.Tally;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.core.waiters.WaiterResponse;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** A database whose password rotates while clients log in all the time, and what they notice of it. */
final class RotationStory {
    private static final Duration MORE_THAN_A_WEEK = Duration.ofDays(8);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int HALF = 50;
    private static final int BAR = 30;

    private final PrintWriter out;
    private final Narration narration;
    private final Progress progress;
    private final ThrowawayRouter router;
    private final DemoInstance instance;
    private final Login server;
    private final InstantSource clock;
    private final List<Duration> refusedFor = new ArrayList<>();

    RotationStory(PrintWriter out, Progress progress, ThrowawayRouter router, Login server, InstantSource clock) {
        this.out = out;
        this.narration = new Narration(out);
        this.progress = progress;
        this.router = router;
        this.instance = new DemoInstance(router.aws());
        this.server = server;
        this.clock = clock;
    }

    /** Fails if a rotation does not end well. */
    void tell(int rotations) {
        narration.title("Create a PostgreSQL instance; RDS makes its master password and keeps it in a secret");
        instance.create();
        DBInstance database = progress.during("creating", instance::awaitAvailable);
        String secret = database.masterUserSecret().secretArn();
        narration.title("Let " + ConstantLogins.CLIENTS
                + " clients log in all the time, each with the password as it has just read it");
        try (ConstantLogins logins = new ConstantLogins(instance, database, server, clock)) {
            logins.start();
            progress.during("the first logins", logins::settled);
            onDemand(logins, rotations);
            throughAKill(logins);
            bySchedule(logins, secret);
            total(logins);
        }
    }

    private void onDemand(ConstantLogins logins, int rotations) {
        narration.title("Rotate " + rotations + " times");
        progress.during(() -> bar(refusedFor.size(), rotations) + ", " + shown(logins.tally()), () -> {
            for (int rotation = 0; rotation < rotations; rotation++) {
                instance.rotate();
                instance.awaitRotated();
                refusedFor.add(logins.settled().time());
            }
            return rotations;
        });
    }

    private static String bar(int done, int all) {
        int full = all == 0 ? BAR : BAR * done / all;
        return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + done + " of " + all;
    }

    /** The very moment at which the database has the new password already and the secret has not. */
    private void throughAKill(ConstantLogins logins) {
        narration.title("Rotate once more, and kill -9 the router as soon as a client is refused");
        CompletableFuture<Void> killed = new CompletableFuture<>();
        logins.onNextRefusal(() -> {
            router.kill();
            killed.complete(null);
        });
        progress.during("rotating until then", () -> rotateUntil(killed));
        narration.say("killed: the database has the new password, the secret still shows the old one");
        progress.during("starting the router again", router::start);
        progress.during("the rotation goes on", instance::awaitRotated);
        logins.settled();
        narration.say("its pending password is the current one now; " + shown(logins.tally()));
    }

    /** A rotation that refuses nobody is over before anything can be killed: then comes another. */
    private boolean rotateUntil(CompletableFuture<Void> killed) {
        while (!killed.isDone()) {
            try {
                instance.rotate();
                instance.awaitRotated();
            } catch (SdkException gone) {
                killed.join();
            }
        }
        return true;
    }

    private void bySchedule(ConstantLogins logins, String secret) {
        RouterClock time = new RouterClock(router.aws().endpoint());
        Instant later = time.now().plus(MORE_THAN_A_WEEK);
        narration.title("Set the router's clock ahead to " + later.truncatedTo(ChronoUnit.SECONDS)
                + ": the schedule of a managed secret is seven days");
        String before = instance.credentials(secret).versionId();
        time.advanceTo(later);
        progress.during("until the schedule rotates", () -> awaitAnother(before, secret));
        instance.awaitRotated();
        refusedFor.add(logins.settled().time());
    }

    private WaiterResponse<String> awaitAnother(String before, String secret) {
        return Waiter.builder(String.class)
                .overrideConfiguration(Waiting.upTo(PATIENCE))
                .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(version -> !version.equals(before)))
                .addAcceptor(WaiterAcceptor.retryOnResponseAcceptor(version -> true))
                .build()
                .run(() -> instance.credentials(secret).versionId());
    }

    private void total(ConstantLogins logins) {
        Percentiles refused = Percentiles.of(refusedFor);
        narration.title("What the clients noticed");
        Tally tally = logins.tally();
        new Table()
                .row("   logins accepted", count(tally.accepted()))
                .row("   logins refused", count(tally.refused()))
                .row("   logins that nobody answered, around the kill", count(tally.unanswered()))
                .row("   one login takes, p50", Percentiles.shown(logins.times().at(HALF)))
                .row("   logins were refused for, p50", Percentiles.shown(refused.at(HALF)))
                .row("   logins were refused for, at most", Percentiles.shown(refused.longest()))
                .print(out);
    }

    private static String shown(Tally tally) {
        return count(tally.accepted()) + " logins accepted, " + count(tally.refused()) + " refused";
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
