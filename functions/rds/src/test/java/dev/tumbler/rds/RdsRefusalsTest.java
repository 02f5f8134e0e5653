package dev.tumbler.rds;

import static dev.tumbler.domain.ErrorCode.DB_INSTANCE_ALREADY_EXISTS;
import static dev.tumbler.domain.ErrorCode.DB_INSTANCE_NOT_FOUND;
import static dev.tumbler.domain.ErrorCode.INVALID_DB_INSTANCE_STATE;
import static dev.tumbler.domain.ErrorCode.INVALID_PARAMETER_COMBINATION;
import static dev.tumbler.domain.ErrorCode.INVALID_PARAMETER_VALUE;
import static dev.tumbler.domain.ErrorCode.KMS_KEY_NOT_ACCESSIBLE;
import static dev.tumbler.domain.ErrorCode.MISSING_PARAMETER;
import static dev.tumbler.rds.RdsFixture.CALL;
import static dev.tumbler.rds.RdsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

/** Each rule on the parameters of the RDS operations, with AWS's code and words. */
class RdsRefusalsTest {
    private final RdsFixture rds = new RdsFixture();

    @AfterEach
    void close() {
        rds.close();
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code, String words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(AwsException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(code))
                .hasMessage(words);
    }

    private void create(UnaryOperator<CreateDbInstanceRequest.Builder> change) {
        await(rds.create.apply(change.apply(DatabaseLifeTest.managed("one")).build(), CALL));
    }

    private void createUnmanaged(String password) {
        create(each -> each.manageMasterUserPassword(null).masterUserPassword(password));
    }

    private void modify(UnaryOperator<ModifyDbInstanceRequest.Builder> change) {
        ModifyDbInstanceRequest.Builder request =
                ModifyDbInstanceRequest.builder().dbInstanceIdentifier("one");
        await(rds.modify.apply(change.apply(request).build(), CALL));
    }

    private void available() {
        create(each -> each);
        rds.converge("one");
    }

    private void availableUnmanaged() {
        createUnmanaged("first-password");
        rds.converge("one");
    }

    @Test
    void aPasswordAndManagementExcludeEachOther() {
        assertRefused(
                () -> create(each -> each.masterUserPassword("some-password")),
                INVALID_PARAMETER_COMBINATION,
                "MasterUserPassword and ManageMasterUserPassword are mutually exclusive. Specify only one of these"
                        + " parameters.");
    }

    @Test
    void oneOfThemIsNeeded() {
        assertRefused(
                () -> create(each -> each.manageMasterUserPassword(null)),
                INVALID_PARAMETER_VALUE,
                "The parameter MasterUserPassword must be provided and must not be blank.");
    }

    @Test
    void aKeyNeedsManagement() {
        assertRefused(
                () -> create(each -> each.manageMasterUserPassword(null)
                        .masterUserPassword("some-password")
                        .masterUserSecretKmsKeyId("alias/mine")),
                INVALID_PARAMETER_VALUE,
                "A ManageMasterUserPassword value is required when MasterUserSecretKmsKeyId is specified.");
    }

    @Test
    void aKeyThatIsNotThereIsNotAccessible() {
        assertRefused(
                () -> create(each -> each.masterUserSecretKmsKeyId("alias/none")),
                KMS_KEY_NOT_ACCESSIBLE,
                "Specified KMS key [alias/none] does not exist, is not enabled or you do not have permissions to"
                        + " access it.");
        assertThat(rds.find("one")).isEmpty();
    }

    @Test
    void aShortPasswordIsRefused() {
        assertRefused(
                () -> createUnmanaged("1234567"),
                INVALID_PARAMETER_VALUE,
                "The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with/slash", "with@at-sign", "with\"quote", "with space", "with-ümlaut"})
    void aPasswordWithOtherCharactersIsRefused(String password) {
        assertRefused(
                () -> createUnmanaged(password),
                INVALID_PARAMETER_VALUE,
                "The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides"
                        + " '/', '@', '\"', ' ' may be used.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rdsadmin", "admin", "pg_monitor"})
    void aReservedUserNameIsRefused(String name) {
        assertRefused(
                () -> create(each -> each.masterUsername(name)),
                INVALID_PARAMETER_VALUE,
                "MasterUsername " + name + " cannot be used as it is a reserved word used by the engine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1one", "with-hyphen", "x'; drop role rdsadmin; --"})
    void anIllFormedUserNameIsRefused(String name) {
        assertRefused(
                () -> create(each -> each.masterUsername(name)), INVALID_PARAMETER_VALUE, "Invalid master user name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1one",
                "one-",
                "one--two",
                "one_two",
                "a234567890123456789012345678901234567890123456789012345678901234"
            })
    void anIllFormedIdentifierIsRefused(String identifier) {
        assertRefused(
                () -> create(each -> each.dbInstanceIdentifier(identifier)),
                INVALID_PARAMETER_VALUE,
                "The parameter DBInstanceIdentifier is not a valid identifier. Identifiers must begin with a letter;"
                        + " must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or"
                        + " contain two consecutive hyphens.");
    }

    @Test
    void whatIsRequiredIsNamed() {
        assertRefused(
                () -> create(each -> each.dbInstanceIdentifier(null)),
                MISSING_PARAMETER,
                "The request must contain the parameter DBInstanceIdentifier.");
        assertRefused(
                () -> create(each -> each.engine(null)),
                MISSING_PARAMETER,
                "The request must contain the parameter Engine.");
        assertRefused(
                () -> create(each -> each.dbInstanceClass(null)),
                MISSING_PARAMETER,
                "The request must contain the parameter DBInstanceClass.");
    }

    @Test
    void anEngineThatIsNotOfferedIsInvalid() {
        assertRefused(() -> create(each -> each.engine("db2")), INVALID_PARAMETER_VALUE, "Invalid DB engine");
    }

    @Test
    void anIdentifierIsUsedOnceWhateverItsCase() {
        create(each -> each);
        assertRefused(
                () -> create(each -> each.dbInstanceIdentifier("ONE")),
                DB_INSTANCE_ALREADY_EXISTS,
                "DB instance already exists");
    }

    @Test
    void turningManagementOffNeedsAPassword() {
        available();
        assertRefused(
                () -> modify(each -> each.manageMasterUserPassword(false)),
                INVALID_PARAMETER_COMBINATION,
                "MasterUserPassword must be provided when ManageMasterUserPassword is set to false.");
    }

    @Test
    void managementThatIsOffCannotBeTurnedOff() {
        availableUnmanaged();
        assertRefused(
                () -> modify(each -> each.manageMasterUserPassword(false).masterUserPassword("another-one")),
                INVALID_PARAMETER_COMBINATION,
                "You cannot set ManageMasterUserPassword to false because the master user password is not currently"
                        + " managed by RDS.");
    }

    @Test
    void rotatingMustBeImmediate() {
        available();
        assertRefused(
                () -> modify(each -> each.rotateMasterUserPassword(true)),
                INVALID_PARAMETER_COMBINATION,
                "You must specify apply immediately when rotating the master user password.");
    }

    @Test
    void rotatingNeedsManagement() {
        availableUnmanaged();
        assertRefused(
                () -> modify(each -> each.rotateMasterUserPassword(true).applyImmediately(true)),
                INVALID_PARAMETER_COMBINATION,
                "You can't rotate the master user password because it is not currently managed by RDS.");
    }

    @Test
    void theKeyOfAManagedSecretStays() {
        available();
        assertRefused(
                () -> modify(each -> each.manageMasterUserPassword(true).masterUserSecretKmsKeyId("alias/other")),
                INVALID_PARAMETER_COMBINATION,
                "You can't change the KMS key of the secret while ManageMasterUserPassword is enabled. Turn it off, and"
                        + " on again with the new key.");
    }

    @Test
    void aManagedPasswordIsNotSetByHand() {
        available();
        assertRefused(
                () -> modify(each -> each.masterUserPassword("another-one")),
                INVALID_PARAMETER_COMBINATION,
                "You can't specify MasterUserPassword for a DB instance with ManageMasterUserPassword enabled.");
    }

    @Test
    void oneChangeAtATime() {
        create(each -> each);
        assertRefused(
                () -> modify(each -> each.allocatedStorage(30)),
                INVALID_DB_INSTANCE_STATE,
                "Database instance is not in available state.");
        rds.converge("one");
        modify(each -> each.rotateMasterUserPassword(true).applyImmediately(true));
        assertRefused(
                () -> modify(each -> each.rotateMasterUserPassword(true).applyImmediately(true)),
                INVALID_DB_INSTANCE_STATE,
                "Database instance is not in available state.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "      |      | FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.",
                "true  | last | FinalDBSnapshotIdentifier cannot be specified when SkipFinalSnapshot is enabled.",
                "false | last | This endpoint makes no snapshots. Specify SkipFinalSnapshot to delete the DB instance with all its data."
            })
    void dataIsNotLostInSilence(Boolean skip, String snapshot, String words) {
        available();
        assertRefused(
                () -> delete(each -> each.skipFinalSnapshot(skip).finalDBSnapshotIdentifier(snapshot)),
                INVALID_PARAMETER_COMBINATION,
                words);
    }

    private void delete(UnaryOperator<DeleteDbInstanceRequest.Builder> change) {
        DeleteDbInstanceRequest.Builder request =
                DeleteDbInstanceRequest.builder().dbInstanceIdentifier("one");
        await(rds.delete.apply(change.apply(request).build(), CALL));
    }

    @Test
    void aProtectedInstanceStays() {
        create(each -> each.deletionProtection(true));
        rds.converge("one");
        assertRefused(
                () -> delete(each -> each.skipFinalSnapshot(true)),
                INVALID_PARAMETER_COMBINATION,
                "Cannot delete protected DB Instance, please disable deletion protection and try again.");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertRefused(
                () -> delete(each -> each.skipFinalSnapshot(true)), DB_INSTANCE_NOT_FOUND, "DBInstance one not found.");
        assertRefused(() -> modify(each -> each), DB_INSTANCE_NOT_FOUND, "DBInstance one not found.");
        assertRefused(
                () -> await(rds.describe.apply(
                        DescribeDbInstancesRequest.builder()
                                .dbInstanceIdentifier("one")
                                .build(),
                        CALL)),
                DB_INSTANCE_NOT_FOUND,
                "DBInstance one not found.");
    }

    @Test
    void listingRefusesOddPagesAndFilters() {
        assertRefused(
                () -> await(rds.describe.apply(
                        DescribeDbInstancesRequest.builder().maxRecords(19).build(), CALL)),
                INVALID_PARAMETER_VALUE,
                "Invalid value 19 for MaxRecords. Must be between 20 and 100");
        assertRefused(
                () -> await(rds.describe.apply(
                        DescribeDbInstancesRequest.builder()
                                .filters(Filter.builder()
                                        .name("colour")
                                        .values("blue")
                                        .build())
                                .build(),
                        CALL)),
                INVALID_PARAMETER_VALUE,
                "Unrecognized filter name: colour");
    }
}
