package dev.tumbler.secretsmanager;

import dev.tumbler.domain.Caller;
import dev.tumbler.domain.event.DomainEvent.ReplicationDue;
import dev.tumbler.domain.secret.SecretId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RemoveRegionsFromReplicationRequest;
import software.amazon.awssdk.services.secretsmanager.model.RemoveRegionsFromReplicationResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.ReplicateSecretToRegionsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ReplicateSecretToRegionsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;
import software.amazon.awssdk.services.secretsmanager.model.StopReplicationToReplicaRequest;
import software.amazon.awssdk.services.secretsmanager.model.StopReplicationToReplicaResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** The replication operations of a service, whose home is {@code us-east-1}, and the copying behind them. */
final class Replicas {
    static final String PARIS = "eu-west-3";
    static final String TOKYO = "ap-northeast-1";

    /** Regions in which nothing can be written. */
    final Set<String> failing = ConcurrentHashMap.newKeySet();

    /** Regions in which everything is written and nothing answers. */
    final Set<String> silent = ConcurrentHashMap.newKeySet();

    /** What happens once, just before the next write of a copy. */
    final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

    private final SecretsService service;
    private final ReplicaConvergence convergence;

    Replicas(SecretsService service) {
        this.service = service;
        RegionalStore store = new RegionalStore(service.store, failing, silent, meanwhile);
        this.convergence = new ReplicaConvergence(store, new ReplicaValues(store, service.sealer), service.clock);
    }

    static ReplicaRegionType region(String region) {
        return ReplicaRegionType.builder().region(region).build();
    }

    /** A secret named a with a value, a description and a tag. */
    CreateSecretResponse create(String... regions) {
        return service.createSecret(each -> {
            each.name("a")
                    .clientRequestToken(SecretsService.token(1))
                    .description("for orders")
                    .secretString("v")
                    .tags(Tag.builder().key("team").value("orders").build());
            if (regions.length > 0) {
                each.addReplicaRegions(Stream.of(regions).map(Replicas::region).toArray(ReplicaRegionType[]::new));
            }
        });
    }

    ReplicateSecretToRegionsResponse replicate(String secretId, boolean overwrite, ReplicaRegionType... regions) {
        return service.call(
                new ReplicateSecretToRegionsHandler(service.secrets, SecretsService.REGIONS, service.clock),
                ReplicateSecretToRegionsRequest.builder()
                        .secretId(secretId)
                        .forceOverwriteReplicaSecret(overwrite)
                        .addReplicaRegions(regions)
                        .build());
    }

    ReplicateSecretToRegionsResponse replicate(String secretId, String... regions) {
        return replicate(
                secretId, false, Stream.of(regions).map(Replicas::region).toArray(ReplicaRegionType[]::new));
    }

    RemoveRegionsFromReplicationResponse remove(String secretId, String... regions) {
        return service.call(
                new RemoveRegionsFromReplicationHandler(service.secrets, convergence, service.clock),
                RemoveRegionsFromReplicationRequest.builder()
                        .secretId(secretId)
                        .removeReplicaRegions(regions)
                        .build());
    }

    StopReplicationToReplicaResponse stop(String secretId) {
        return service.call(
                new StopReplicationToReplicaHandler(service.secrets, service.clock),
                StopReplicationToReplicaRequest.builder().secretId(secretId).build());
    }

    /** The calls within are made in another region. */
    <R> R in(String region, Supplier<R> call) {
        Caller alice = SecretsService.ALICE;
        Caller there = new Caller(alice.account(), region, alice.arn(), alice.userId(), Optional.empty());
        AtomicReference<R> result = new AtomicReference<>();
        service.as(there, () -> result.set(call.get()));
        return result.get();
    }

    DescribeSecretResponse describe(String region, String name) {
        return in(region, () -> service.describeSecret(each -> each.secretId(name)));
    }

    String value(String region, String name) {
        return in(region, () -> service.getSecretValue(each -> each.secretId(name)))
                .secretString();
    }

    /** What was told of so far is done. */
    void settle() {
        List<SecretId> due = service.events.stream()
                .filter(ReplicationDue.class::isInstance)
                .map(event -> ((ReplicationDue) event).primary())
                .distinct()
                .toList();
        service.events.clear();
        due.forEach(this::converge);
    }

    void converge(SecretId primary) {
        convergence.converge(primary).await().atMost(Duration.ofSeconds(30));
    }

    ReplicationStatusType status(String name, String region) {
        return service.describeSecret(each -> each.secretId(name)).replicationStatus().stream()
                .filter(each -> each.region().equals(region))
                .findFirst()
                .orElseThrow();
    }
}
