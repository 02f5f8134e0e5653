package dev.tumbler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.event.DomainEvent.RotationSucceeded;
import dev.tumbler.domain.rotation.RotationStatus;
import dev.tumbler.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretResponse;

/** One run of the simulation: trouble for a while, then calm, in which everything must come to a good end. */
final class Story implements AutoCloseable {
    private static final int ACTIONS = 20;
    private static final int CALM_DAYS = 4;
    private static final Duration CALM_PACE = Duration.ofHours(4);
    private static final int MOST_FAULTS_PER_THOUSAND = 250;

    private final long seed;
    private final Random random;
    private final World world;
    private final Faults faults;
    private final List<String> told = new ArrayList<>();

    /** The tokens that somebody asked to rotate with. */
    private final Set<String> asked = new LinkedHashSet<>();

    /** The versions that RotateSecret promised. */
    private final Set<String> promised = new LinkedHashSet<>();

    private SimulatedProcess process;

    /** The token of the last rotation that was to begin at once, which a client sends again when it got no answer. */
    private Optional<String> repeated = Optional.empty();

    Story(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        Strategy[] all = Strategy.values();
        this.world = new World(all[random.nextInt(all.length)], random);
        this.faults = new Faults(random);
        this.process = new SimulatedProcess(world, faults);
    }

    void tell() {
        begin();
        faults.strike(random.nextInt(MOST_FAULTS_PER_THOUSAND));
        for (int action = 0; action < ACTIONS; action++) {
            act();
            world.look();
            restartIfKilled();
        }
        calm();
        assertAllIsWell();
    }

    private void begin() {
        Strategy strategy = world.strategy;
        if (strategy == Strategy.ALTERNATING_USERS) {
            client(Optional.empty()).createSecret(strategy.master()).join();
        }
        client(strategy.owner()).createSecret(strategy.secret()).join();
        rotate(newToken(), random.nextBoolean(), true);
    }

    private void act() {
        switch (random.nextInt(9)) {
            case 0 -> rotate(newToken(), true, false);
            case 1 -> rotate(repeatedToken(), true, false);
            case 2 -> rotate(newToken(), false, false);
            case 3 -> cancel();
            case 4 -> attendWithoutDatabase();
            case 5 -> attendAfter(Duration.ofHours(random.nextInt(30)));
            case 6 -> restart("stopped");
            default -> attendAfter(Duration.ofSeconds(random.nextInt(20)));
        }
    }

    private void rotate(String token, boolean immediately, boolean withSchedule) {
        tell("RotateSecret " + token + (immediately ? "" : " later"));
        asked.add(token);
        if (immediately) {
            repeated = Optional.of(token);
        }
        RotateSecretRequest.Builder request = RotateSecretRequest.builder()
                .secretId(world.strategy.secretName())
                .clientRequestToken(token)
                .rotateImmediately(immediately)
                .rotationLambdaARN(world.strategy.function().orElse(null));
        if (withSchedule) {
            request.rotationRules(rules -> rules.automaticallyAfterDays(1L));
        }
        attempt(() ->
                promised(client(Optional.empty()).rotateSecret(request.build()).join()));
    }

    private void promised(RotateSecretResponse answer) {
        Optional.ofNullable(answer.versionId()).ifPresent(promised::add);
    }

    /** Only of a service's rotation: what a function's leaves behind is for people to clear away. */
    private void cancel() {
        if (world.strategy == Strategy.MANAGED) {
            tell("CancelRotateSecret");
            attempt(() -> client(Optional.empty())
                    .cancelRotateSecret(request -> request.secretId(world.strategy.secretName()))
                    .join());
        }
    }

    private void attendWithoutDatabase() {
        world.users.down(true);
        attendAfter(Duration.ofSeconds(random.nextInt(20)));
        world.users.down(false);
    }

    private void attendAfter(Duration time) {
        world.advance(time);
        tell("attend at " + world.clock().instant());
        process.attend();
    }

    /** What a call is answered while the world breaks does not matter; what it leaves behind does. */
    private void attempt(Runnable call) {
        try {
            call.run();
        } catch (CompletionException refused) {
            tell("  " + refused.getCause().getMessage());
        }
    }

    private void restartIfKilled() {
        if (process.killed()) {
            restart("killed");
        }
    }

    private void restart(String why) {
        tell(why + ", started again");
        process = new SimulatedProcess(world, faults);
    }

    /** A function's secret may have a rotation that is to be done or failed, which the schedule takes up. */
    private void calm() {
        faults.cease();
        restart("calm now");
        rotate(newToken(), true, true);
        Instant end = world.clock().instant().plus(CALM_DAYS, ChronoUnit.DAYS);
        while (world.clock().instant().isBefore(end)) {
            world.advance(CALM_PACE);
            process.attend();
            // no driver is told of what that round began, so another one finds it
            process.attend();
        }
    }

    private void assertAllIsWell() {
        Secret secret = world.secret();
        assertThat(secret.rotation().status()).isEqualTo(RotationStatus.IDLE);
        assertThat(secret.versions().pending()).as("AWSPENDING").isEmpty();
        assertThat(world.currentGetsIn()).as("the current password").isTrue();
        assertThat(world.current).as("what was promised became current").containsAll(promised);
        assertThat(world.current).as("what was reported done became current").containsAll(reportedDone());
        assertThat(scheduledDays()).as("a day has one scheduled rotation").doesNotHaveDuplicates();
    }

    private List<String> reportedDone() {
        return world.events.stream()
                .filter(RotationSucceeded.class::isInstance)
                .map(event -> ((RotationSucceeded) event).token())
                .toList();
    }

    private List<LocalDate> scheduledDays() {
        return world.begun.entrySet().stream()
                .filter(rotation -> !asked.contains(rotation.getKey()))
                .map(rotation -> LocalDate.ofInstant(rotation.getValue(), ZoneOffset.UTC))
                .toList();
    }

    private SecretsManagerAsyncClient client(Optional<String> service) {
        return process.client(service);
    }

    private String newToken() {
        return "asked-%032d".formatted(asked.size());
    }

    private String repeatedToken() {
        return repeated.orElseGet(this::newToken);
    }

    private void tell(String line) {
        told.add(line);
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + world.strategy + ":\n" + String.join("\n", told);
    }

    @Override
    public void close() {
        world.close();
    }
}
