package dev.tumbler.simulation;

import dev.tumbler.domain.Caller;
import dev.tumbler.domain.rotation.RotationRun;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.rotation.RotationEvent;
import dev.tumbler.rotation.RotationFunction;
import dev.tumbler.scheduler.RotationDriver;
import dev.tumbler.scheduler.Scheduler;
import dev.tumbler.scheduler.Step;
import dev.tumbler.scheduler.StoppedDatabases;
import dev.tumbler.store.EventSink;
import dev.tumbler.store.TableDatabaseStore;
import dev.tumbler.store.TableSecretStore;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;

/** The router's parts that rotate, put together anew at each start over what outlives it. */
final class SimulatedProcess {
    private final World world;
    private final Boundary boundary;
    private final SecretStore store;
    private final RotationFunction steps;
    private final Scheduler scheduler;

    SimulatedProcess(World world, Faults faults) {
        this.world = world;
        this.boundary = new Boundary(faults, world::look);
        this.store = new TableSecretStore(
                new SimulatedTable(world.table, boundary), EventSink.to(world.events::addAll), world.random);
        this.steps = RotationFunction.over(
                client(world.strategy.owner()),
                new SimulatedRds(),
                List.of(new SimulatedDatabase(world.users, boundary)),
                name -> null);
        StoppedDatabases stopped = stopped(store);
        this.scheduler = new Scheduler(
                store, new RotationDriver(store, stopped, this::invoke, world.clock()), stopped, world.clock());
    }

    /** None is: the database is not one of RDS's here. */
    private StoppedDatabases stopped(SecretStore secrets) {
        return new StoppedDatabases(
                secrets,
                new TableDatabaseStore(world.table, EventSink.to(world.events::addAll), world.clock(), world.random));
    }

    private Uni<Void> invoke(Step step, RotationRun run) {
        RotationEvent event = new RotationEvent(step.wireName(), run.secretArn(), run.token(), Optional.empty());
        return boundary.effect("invoke " + step.wireName(), () -> steps.apply(event));
    }

    boolean killed() {
        return boundary.killed();
    }

    void attend() {
        scheduler.attend().await().indefinitely();
    }

    /** Secrets Manager as somebody calls it. */
    SecretsManagerAsyncClient client(Optional<String> service) {
        Caller caller =
                new Caller(World.ACCOUNT, World.REGION, "arn:aws:iam::123456789012:user/alice", "AIDA", service);
        return new SimulatedSecrets(caller, store, world.sealer, world.clock(), world.random);
    }
}
