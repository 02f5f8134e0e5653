package dev.tumbler.rds;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseLifecycle;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.DatabaseEventStore;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.sealing.DataKey;
import dev.tumbler.sealing.DataKeys;
import dev.tumbler.sealing.KeyArns;
import dev.tumbler.sealing.KeyPlace;
import dev.tumbler.sealing.Sealer;
import dev.tumbler.sealing.SealingContext;
import dev.tumbler.store.EventSink;
import dev.tumbler.store.TableDatabaseEventStore;
import dev.tumbler.store.TableDatabaseStore;
import dev.tumbler.store.TableSecretStore;
import dev.tumbler.store.embedded.EmbeddedTable;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The RDS functions over a store in memory and fake servers. Nothing converges unless a test says so. */
final class RdsFixture implements AutoCloseable {
    static final Caller CALLER =
            new Caller("123456789012", "us-east-1", "arn:aws:iam::123456789012:user/test", "AIDA", Optional.empty());
    static final Call CALL = new Call(CALLER, "request-1");
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);

    final FakeServers servers = new FakeServers();
    final List<DomainEvent> events = new CopyOnWriteArrayList<>();
    private final EmbeddedTable table = EmbeddedTable.inMemory();
    private final SecureRandom random = new SecureRandom();
    final SecretStore secrets = new TableSecretStore(table, EventSink.to(events::addAll), random);
    final DisturbedInstances instances =
            new DisturbedInstances(new TableDatabaseStore(table, EventSink.to(events::addAll), CLOCK, random));
    final DatabaseEventStore told = new TableDatabaseEventStore(table);
    final OpenKeys open = new OpenKeys();
    private final Sealer sealer = new Sealer(open, random);
    private final MasterKeys keys = new MasterKeys(open);
    private final Databases described = new Databases(instances, secrets, keys);
    private final NewMaster masters = new NewMaster(sealer, random);

    final FakeEngine elsewhere = new FakeEngine();
    private final ManagedSecrets managedSecrets = new ManagedSecrets(secrets, sealer, CLOCK);
    private final AttachedServers attached = new AttachedServers(List.of(elsewhere), managedSecrets);
    private final NewAttached newAttached = new NewAttached(described, masters, attached, random, CLOCK);

    private final NewMember members = new NewMember(random, CLOCK);
    private final NewDatabase newDatabase = new NewDatabase(described, masters, members, servers, random, CLOCK);
    private final DatabaseModification modification =
            new DatabaseModification(described, masters, keys, new MasterRotation(secrets, CLOCK));
    private final DatabasePages pages = new DatabasePages(described, instances);

    final CreateDBInstanceHandler create =
            new CreateDBInstanceHandler(newDatabase, newAttached, members, described, servers);
    final RestoreDBInstanceFromS3Handler restore = new RestoreDBInstanceFromS3Handler(newDatabase, described, servers);
    final ModifyDBInstanceHandler modify = new ModifyDBInstanceHandler(modification, described);
    final DeleteDBInstanceHandler delete = new DeleteDBInstanceHandler(described);
    final StopDBInstanceHandler stop = new StopDBInstanceHandler(described, CLOCK);
    final StartDBInstanceHandler start = new StartDBInstanceHandler(described);
    final RebootDBInstanceHandler reboot = new RebootDBInstanceHandler(described);
    final DescribeDBInstancesHandler describe = new DescribeDBInstancesHandler(pages, described);

    final CreateDBClusterHandler createCluster = new CreateDBClusterHandler(newDatabase, described, servers);
    final RestoreDBClusterFromS3Handler restoreCluster =
            new RestoreDBClusterFromS3Handler(newDatabase, described, servers);
    final ModifyDBClusterHandler modifyCluster = new ModifyDBClusterHandler(modification, described);
    final DeleteDBClusterHandler deleteCluster = new DeleteDBClusterHandler(described);
    final StopDBClusterHandler stopCluster = new StopDBClusterHandler(described, CLOCK);
    final StartDBClusterHandler startCluster = new StartDBClusterHandler(described);
    final RebootDBClusterHandler rebootCluster = new RebootDBClusterHandler(described);
    final DescribeDBClustersHandler describeClusters = new DescribeDBClustersHandler(pages, described);
    final AddTagsToResourceHandler addTags = new AddTagsToResourceHandler(described);
    final ListTagsForResourceHandler listTags = new ListTagsForResourceHandler(described);
    final CreateBlueGreenDeploymentHandler blueGreen = new CreateBlueGreenDeploymentHandler(described);

    /** Keys that wrap nothing: sealing itself is tested where it stands. One key by name is not there. */
    static final class OpenKeys implements DataKeys, KeyArns {
        /** The ARNs of keys that open nothing any more. */
        final Set<String> disabled = ConcurrentHashMap.newKeySet();

        @Override
        public CompletionStage<DataKey> generate(Optional<String> keyId, Map<String, String> context) {
            byte[] key = new byte[32];
            return keyArn(keyId, KeyPlace.of(context)).thenApply(arn -> new DataKey(arn, key.clone(), key));
        }

        @Override
        public CompletionStage<String> keyArn(Optional<String> keyId, KeyPlace place) {
            if (keyId.filter("alias/none"::equals).isPresent()) {
                return CompletableFuture.failedFuture(new AwsException(ErrorCode.ENCRYPTION_FAILURE, "no such key"));
            }
            return CompletableFuture.completedFuture(arnOf(keyId));
        }

        @Override
        public CompletionStage<byte[]> unwrap(String keyId, byte[] wrappedKey, Map<String, String> context) {
            if (disabled.contains(keyId)) {
                return CompletableFuture.failedFuture(
                        new AwsException(ErrorCode.DECRYPTION_FAILURE, keyId + " is disabled."));
            }
            return CompletableFuture.completedFuture(wrappedKey.clone());
        }
    }

    /** The ARN of the key that a caller names; an alias has that of the key without {@code alias/}. */
    static String arnOf(Optional<String> keyId) {
        String name = keyId.map(id -> id.substring(id.lastIndexOf('/') + 1)).orElse("default");
        return "arn:aws:kms:us-east-1:123456789012:key/" + name;
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }

    /** A new convergence, as after a restart: it remembers nothing of the last. */
    void converge(DatabaseId id) {
        await(convergence(CLOCK).converge(id));
    }

    ServerConvergence convergence(InstantSource clock) {
        return new ServerConvergence(instances, managedSecrets, servers, attached, sealer, clock);
    }

    void converge(String identifier) {
        converge(id(identifier));
    }

    void serverEnded(String identifier) {
        instances
                .update(id(identifier), DatabaseLifecycle::serverEnded)
                .toCompletableFuture()
                .join();
    }

    static DatabaseId id(String identifier) {
        return id(DatabaseKind.INSTANCE, identifier);
    }

    static DatabaseId id(DatabaseKind kind, String identifier) {
        return new DatabaseId(kind, CALLER.account(), CALLER.region(), identifier);
    }

    Optional<Database> find(DatabaseId id) {
        return instances.get(id).toCompletableFuture().join();
    }

    Optional<Database> find(String identifier) {
        return find(id(identifier));
    }

    Database stored(String identifier) {
        return find(identifier).orElseThrow();
    }

    /** The password that the server takes from a database's master user. */
    String serverPassword(DatabaseId id) {
        Database database = find(id).orElseThrow();
        return servers.passwords.get(
                database.resourceId() + "/" + database.master().name());
    }

    String serverPassword(String identifier) {
        return serverPassword(id(identifier));
    }

    Optional<Secret> secret(SecretId id) {
        return secrets.current(id).toCompletableFuture().join().map(SecretStore.Current::secret);
    }

    String secretValue(String identifier) {
        return secretValue(id(identifier));
    }

    /** The value of a database's managed secret. */
    String secretValue(DatabaseId database) {
        SecretId id =
                find(database).orElseThrow().master().managed().orElseThrow().id();
        SecretStore.Current current =
                secrets.current(id).toCompletableFuture().join().orElseThrow();
        SealedValue sealed = current.value().orElseThrow();
        String version = current.secret().versions().current().orElseThrow().id();
        return sealer.unseal(sealed, SealingContext.of(current.secret().arn(), version))
                .toCompletableFuture()
                .join()
                .asString();
    }

    @Override
    public void close() {
        table.close();
    }
}
