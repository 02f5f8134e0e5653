package dev.tumbler.store.contract;

import dev.tumbler.store.Table;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Everything that is promised of a table and of the stores over it: what the test of each table extends. */
public abstract class StoreContract {

    /** The table that the test at hand runs on. */
    protected abstract Table table();

    /** How many commands a random sequence has; fewer where each takes long. */
    protected int steps() {
        return RandomSequenceContract.STEPS;
    }

    /** How many secrets stand in a listing from the start; fewer where each takes long. */
    protected int listedSecrets() {
        return ListingContract.SECRETS;
    }

    /** The same at night. */
    protected int listedSecretsAtNight() {
        return ListingContract.SECRETS;
    }

    @Nested
    class AsTable extends TableContract {
        @Override
        protected Table table() {
            return StoreContract.this.table();
        }
    }

    @Nested
    class AsSecretStore extends SecretStoreContract {
        @Override
        protected Table table() {
            return StoreContract.this.table();
        }
    }

    @Nested
    class SealingAnew extends SealingAnewContract {
        @Override
        protected Table table() {
            return StoreContract.this.table();
        }
    }

    @Nested
    class AsDatabaseStore extends DatabaseStoreContract {
        @Override
        protected Table table() {
            return StoreContract.this.table();
        }
    }

    @Nested
    class AsDatabaseEventStore extends DatabaseEventStoreContract {
        @Override
        protected Table table() {
            return StoreContract.this.table();
        }
    }

    @Nested
    class ExactlyOnce extends SecretsExactlyOnceContract {
        @Override
        protected Table table() {
            return StoreContract.this.table();
        }
    }

    @Nested
    class InRandomSequences extends RandomSequenceContract {
        @Override
        protected Table table() {
            return StoreContract.this.table();
        }

        @Override
        protected int steps() {
            return StoreContract.this.steps();
        }
    }

    @Nested
    class Listing extends ListingContract {
        @Override
        protected Table table() {
            return StoreContract.this.table();
        }

        @Override
        protected int secrets() {
            return StoreContract.this.listedSecrets();
        }
    }

    @Nested
    @Tag("nightly")
    class LongListing extends ListingContract {
        @Override
        protected Table table() {
            return StoreContract.this.table();
        }

        @Override
        protected int secrets() {
            return StoreContract.this.listedSecretsAtNight();
        }
    }
}
