package dev.tumbler.store.dynamodb;

import static dev.tumbler.store.contract.Stages.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tumbler.store.Table;
import dev.tumbler.store.contract.LocalDynamoDb;
import dev.tumbler.store.contract.StoreContract;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;

/** The table in DynamoDB passes every contract, on DynamoDB Local. */
class DynamoDbTableTest extends StoreContract {
    private Table table;

    @BeforeEach
    void create() {
        assumeTrue(LocalDynamoDb.reasonToSkip().isEmpty(), () -> LocalDynamoDb.reasonToSkip()
                .orElseThrow());
        DynamoDbEnhancedAsyncClient enhanced = DynamoDbEnhancedAsyncClient.builder()
                .dynamoDbClient(LocalDynamoDb.start().client())
                .build();
        String name = "test-" + UUID.randomUUID();
        await(TableDefinition.create(enhanced, name));
        table = new DynamoDbTable(enhanced, name, new SecureRandom());
    }

    @Override
    protected Table table() {
        return table;
    }

    @Override
    protected int steps() {
        return 120;
    }

    @Override
    protected int listedSecrets() {
        return 1000;
    }

    @Override
    protected int listedSecretsAtNight() {
        return 50_000;
    }
}
