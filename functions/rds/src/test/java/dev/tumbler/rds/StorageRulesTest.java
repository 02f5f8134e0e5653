package dev.tumbler.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.database.Database.Storage;
import dev.tumbler.domain.database.DatabaseKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a database is kept on follows from what is asked for, and from what it was kept on before. */
class StorageRulesTest {
    private static final StorageRules INSTANCE = StorageRules.of(EngineRules.POSTGRES, DatabaseKind.INSTANCE);
    private static final StorageRules MULTI_AZ = StorageRules.of(EngineRules.MYSQL, DatabaseKind.CLUSTER);
    private static final StorageRules AURORA = StorageRules.of(EngineRules.AURORA_MYSQL, DatabaseKind.CLUSTER);

    private static String words(Storage storage) {
        return storage.allocated()
                + " " + storage.type().orElse("unknown")
                + storage.iops().map(iops -> " " + iops).orElse("")
                + storage.throughput().map(throughput -> " " + throughput).orElse("");
    }

    private static String refusal(Runnable asked) {
        return catchThrowableOfType(AwsException.class, asked::run).getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "20,,,, 20 gp3 3000 125",
        "20, gp3,,, 20 gp3 3000 125",
        "400, gp3,,, 400 gp3 12000 500",
        "400, gp3, 20000, 1000, 400 gp3 20000 1000",
        "400, gp3, 12000,, 400 gp3 12000 500",
        "100,, 1000,, 100 io1 1000",
        "100, io1, 1000,, 100 io1 1000",
        "100, io2, 1000,, 100 io2 1000",
        "20, gp2,,, 20 gp2",
        "20, standard,,, 20 standard",
    })
    void aNewInstanceHasWhatIsAskedForAndTheUsualElse(
            int size, String type, Integer iops, Integer throughput, String storage) {
        assertThat(words(INSTANCE.created(StorageRules.Wish.of(size, type, iops, throughput))))
                .isEqualTo(storage);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20 | gp9 | | | Invalid storage type for engine name postgres: gp9. Valid values: gp2, gp3, io1, io2,"
                        + " standard",
                "20 | aurora | | | Invalid storage type for engine name postgres: aurora. Valid values: gp2, gp3, io1,"
                        + " io2, standard",
                "100 | io1 | | | The storage type io1 requires iops to be specified.",
                "100 | io2 | 0 | | The storage type io2 requires iops to be specified.",
                "20 | gp2 | 4000 | | Invalid iops value for engine name postgres and storage type gp2: 4000",
                "20 | standard | 4000 | | Invalid iops value for engine name postgres and storage type standard: 4000",
                "399 | gp3 | 12000 | | You can't specify IOPS or storage throughput for engine postgres and a storage size"
                        + " less than 400.",
                "399 | gp3 | | 500 | You can't specify IOPS or storage throughput for engine postgres and a storage size"
                        + " less than 400.",
                "400 | gp3 | 3000 | | Invalid iops value for engine name postgres and storage type gp3: 3000",
                "400 | gp3 | | 125 | Invalid storage throughput value for engine name postgres and storage type gp3: 125",
                "100 | io1 | 1000 | 500 | Invalid storage throughput value for engine name postgres and storage type io1:"
                        + " 500",
                "4 | | | | Invalid storage size for engine name postgres: 4",
                " | | | | The parameter AllocatedStorage must be provided and must not be blank.",
            })
    void aNewInstanceIsRefused(Integer size, String type, Integer iops, Integer throughput, String message) {
        assertThat(refusal(() -> INSTANCE.created(StorageRules.Wish.of(size, type, iops, throughput))))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({
        "100,, 1000, 100 io1 1000",
        "100, io2, 1000, 100 io2 1000",
        "100, gp3, 3000, 100 gp3 3000",
        "100,,, The storage type io1 requires iops to be specified.",
        "100, gp3,, The storage type gp3 requires iops to be specified.",
        "100, gp2,, 'Invalid storage type for engine name mysql: gp2. Valid values: gp3, io1, io2'",
    })
    void aMultiAzClusterNeedsIops(int size, String type, Integer iops, String outcome) {
        StorageRules.Wish wish = StorageRules.Wish.of(size, type, iops, null);
        assertThat(iops == null ? refusal(() -> MULTI_AZ.created(wish)) : words(MULTI_AZ.created(wish)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        ",,, 1 aurora",
        ", aurora-iopt1,, 1 aurora-iopt1",
        ", gp3,, 'Invalid storage type for engine name aurora-mysql: gp3. Valid values: aurora, aurora-iopt1'",
        "100,,, The parameter AllocatedStorage isn't supported for DB engine aurora-mysql.",
        ",, 1000, The parameter Iops isn't supported for DB engine aurora-mysql.",
    })
    void aurorasStorageIsItsOwn(Integer size, String type, Integer iops, String outcome) {
        StorageRules.Wish wish = StorageRules.Wish.of(size, type, iops, null);
        assertThat(outcome.startsWith("1") ? words(AURORA.created(wish)) : refusal(() -> AURORA.created(wish)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "20, gp3, 20,,,, 20 gp3 3000 125",
        "20, gp3,, gp2,,, 20 gp2",
        "20, gp3, 100, io1, 1000,, 100 io1 1000",
        "20, gp3, 400,,,, 400 gp3 12000 500",
        "400, gp3,,, 20000, 1000, 400 gp3 20000 1000",
        "100, io1, 200,, 2000,, 200 io1 2000",
        "100, io1, 100,, 2000,, 100 io1 2000",
        "100, io1,, gp3,,, 100 gp3 3000 125",
        "100, io1,, gp2, 0,, 100 gp2",
        "100, io1,, io2, 1000,, 100 io2 1000",
    })
    void aChangeKeepsTheRest(
            int size, String type, Integer asked, String next, Integer iops, Integer throughput, String storage) {
        assertThat(words(INSTANCE.modified(StorageRules.Wish.of(asked, next, iops, throughput), present(size, type))))
                .isEqualTo(storage);
    }

    private static Storage present(int size, String type) {
        return INSTANCE.created(StorageRules.Wish.of(size, type, type.equals("io1") ? 1000 : null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 | io1 | 200 | | | You must specify both the storage size and iops when modifying the storage size or"
                        + " iops on a DB instance that has iops.",
                "100 | io1 | | | 2000 | You must specify both the storage size and iops when modifying the storage size or"
                        + " iops on a DB instance that has iops.",
                "100 | io1 | 100 | | 0 | The storage type io1 requires iops to be specified.",
                "20 | gp2 | | | 4000 | Invalid iops value for engine name postgres and storage type gp2: 4000",
                "20 | gp2 | | io1 | | The storage type io1 requires iops to be specified.",
                "20 | gp2 | 19 | | | The allocated storage of a DB instance can't be reduced. It is 20 GiB, and 19 GiB were"
                        + " requested.",
            })
    void aChangeIsRefused(int size, String type, Integer asked, String next, Integer iops, String message) {
        assertThat(refusal(() -> INSTANCE.modified(StorageRules.Wish.of(asked, next, iops, null), present(size, type))))
                .isEqualTo(message);
    }

    /** As of an attached server, and of what was stored before types were. */
    @ParameterizedTest
    @CsvSource({",,, 20 unknown", "30,,, 30 gp3 3000 125", ", gp2,, 20 gp2", ",, 1000, 20 io1 1000"})
    void whatIsUnknownStaysSoUntilSomethingIsAsked(Integer size, String type, Integer iops, String storage) {
        assertThat(words(INSTANCE.modified(StorageRules.Wish.of(size, type, iops, null), Storage.of(20))))
                .isEqualTo(storage);
    }
}
