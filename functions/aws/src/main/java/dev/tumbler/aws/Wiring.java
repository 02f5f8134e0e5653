package dev.tumbler.aws;

import dev.tumbler.domain.store.DatabaseEventStore;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.sealing.CachedDataKeys;
import dev.tumbler.sealing.DataKeys;
import dev.tumbler.sealing.KeyArns;
import dev.tumbler.sealing.KmsDataKeys;
import dev.tumbler.sealing.Sealer;
import dev.tumbler.store.EventSink;
import dev.tumbler.store.Table;
import dev.tumbler.store.TableDatabaseEventStore;
import dev.tumbler.store.TableDatabaseStore;
import dev.tumbler.store.TableSecretStore;
import dev.tumbler.store.dynamodb.DynamoDbTable;
import dev.tumbler.wire.Regions;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;

/** What stands behind the ports in an AWS account. */
@Singleton
final class Wiring {
    /** How long a key that was disabled still opens what a function has read before. */
    private static final Duration DATA_KEYS_KEPT = Duration.ofMinutes(1);

    private static final int MOST_DATA_KEYS_KEPT = 1000;

    @Produces
    @Singleton
    Account account() {
        return Account.from(System::getenv);
    }

    @Produces
    @Singleton
    Regions regions() {
        return Regions.from(System::getenv);
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    Table table(DynamoDbAsyncClient client, Account account, SecureRandom random) {
        DynamoDbEnhancedAsyncClient enhanced =
                DynamoDbEnhancedAsyncClient.builder().dynamoDbClient(client).build();
        return new DynamoDbTable(enhanced, account.table(), random);
    }

    @Produces
    @Singleton
    EventSink events(EventBridgeAsyncClient client, Account account, InstantSource clock) {
        return new BusEvents(client, account.eventBus(), clock);
    }

    @Produces
    @Singleton
    SecretStore secrets(Table table, EventSink events, SecureRandom random) {
        return new TableSecretStore(table, events, random);
    }

    @Produces
    @Singleton
    DatabaseStore databases(Table table, EventSink events, InstantSource clock, SecureRandom random) {
        return new TableDatabaseStore(table, events, clock, random);
    }

    @Produces
    @Singleton
    DatabaseEventStore databaseEvents(Table table) {
        return new TableDatabaseEventStore(table);
    }

    @Produces
    @Singleton
    @Typed({KeyArns.class, KmsDataKeys.class})
    KmsDataKeys keys(KmsClients clients, Account account) {
        return new KmsDataKeys(clients::in, account.key());
    }

    @Produces
    @Singleton
    Sealer sealer(KmsDataKeys keys, InstantSource clock, SecureRandom random) {
        DataKeys cached = new CachedDataKeys(keys, clock, DATA_KEYS_KEPT, MOST_DATA_KEYS_KEPT);
        return new Sealer(cached, random);
    }
}
