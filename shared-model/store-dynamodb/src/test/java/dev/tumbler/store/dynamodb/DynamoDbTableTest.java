package dev.tumbler.store.dynamodb;

import static dev.tumbler.store.contract.Stages.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tumbler.store.Table;
import dev.tumbler.store.contract.DbInstanceStoreContract;
import dev.tumbler.store.contract.ExactlyOnceContract;
import dev.tumbler.store.contract.ListingContract;
import dev.tumbler.store.contract.LocalDynamoDb;
import dev.tumbler.store.contract.RandomSequenceContract;
import dev.tumbler.store.contract.SecretStoreContract;
import dev.tumbler.store.contract.TableContract;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;

/** The table in DynamoDB passes every contract, on DynamoDB Local. */
class DynamoDbTableTest {
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

    @Nested
    class AsTable extends TableContract {
        @Override
        protected Table table() {
            return table;
        }
    }

    @Nested
    class AsSecretStore extends SecretStoreContract {
        @Override
        protected Table table() {
            return table;
        }
    }

    @Nested
    class AsDbInstanceStore extends DbInstanceStoreContract {
        @Override
        protected Table table() {
            return table;
        }
    }

    @Nested
    class ExactlyOnce extends ExactlyOnceContract {
        @Override
        protected Table table() {
            return table;
        }
    }

    @Nested
    class InRandomSequences extends RandomSequenceContract {
        @Override
        protected Table table() {
            return table;
        }

        @Override
        protected int steps() {
            return 120;
        }
    }

    @Nested
    class Listing extends ListingContract {
        @Override
        protected Table table() {
            return table;
        }

        @Override
        protected int secrets() {
            return 2000;
        }
    }

    @Nested
    @Tag("nightly")
    class LongListing extends ListingContract {
        @Override
        protected Table table() {
            return table;
        }

        @Override
        protected int secrets() {
            return 50_000;
        }
    }
}
