package dev.tumbler.rds;

import static dev.tumbler.rds.RdsFixture.CALL;
import static dev.tumbler.rds.RdsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.database.MasterUser.ManagedSecret;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

/** One modification is stored as a whole or not at all, whatever another call does at the same time. */
class ModifyTogetherTest {
    private final RdsFixture rds = new RdsFixture();

    @AfterEach
    void close() {
        rds.close();
    }

    private void create(UnaryOperator<CreateDbInstanceRequest.Builder> change) {
        await(rds.create.apply(change.apply(DatabaseLifeTest.managed("one")).build(), CALL));
        rds.converge("one");
    }

    private void createUnmanaged() {
        create(each -> each.manageMasterUserPassword(null).masterUserPassword("first-password"));
    }

    private void modify(UnaryOperator<ModifyDbInstanceRequest.Builder> change) {
        ModifyDbInstanceRequest.Builder request =
                ModifyDbInstanceRequest.builder().dbInstanceIdentifier("one");
        await(rds.modify.apply(change.apply(request).build(), CALL));
    }

    private AwsException refusal(UnaryOperator<ModifyDbInstanceRequest.Builder> change) {
        return catchThrowableOfType(AwsException.class, () -> modify(change));
    }

    private List<String> secretNames() {
        return rds
                .secrets
                .list("123456789012", "us-east-1", Optional.empty(), 10)
                .toCompletableFuture()
                .join()
                .items()
                .stream()
                .map(Secret::arn)
                .toList();
    }

    private Optional<String> secretOfInstance() {
        return rds.stored("one").master().managed().map(ManagedSecret::arn);
    }

    private void turnOnMeanwhile() {
        modify(each -> each.manageMasterUserPassword(true));
        rds.converge("one");
    }

    @Test
    void twoThatTurnManagementOnMakeOneSecret() {
        createUnmanaged();
        rds.instances.beforeNextWrite(this::turnOnMeanwhile);
        modify(each -> each.manageMasterUserPassword(true));
        rds.converge("one");

        assertThat(secretNames()).containsExactly(secretOfInstance().orElseThrow());
        assertThat(rds.secretValue("one")).contains(rds.serverPassword("one"));
    }

    @Test
    void aPasswordThatIsSetWhileManagementIsTurnedOnIsRefused() {
        createUnmanaged();
        rds.instances.beforeNextWrite(this::turnOnMeanwhile);

        assertThat(refusal(each -> each.masterUserPassword("second-password").allocatedStorage(40)))
                .hasMessage(
                        "You can't specify MasterUserPassword for a DB instance with ManageMasterUserPassword enabled.");
        assertThat(rds.stored("one").settings().storage().allocated()).isEqualTo(20);
        assertThat(secretNames()).containsExactly(secretOfInstance().orElseThrow());
    }

    @Test
    void anInstanceThatWasMadeAnewMeanwhileIsLookedAtAgain() {
        createUnmanaged();
        rds.instances.beforeNextWrite(() -> {
            await(rds.delete.apply(
                    DeleteDbInstanceRequest.builder()
                            .dbInstanceIdentifier("one")
                            .skipFinalSnapshot(true)
                            .build(),
                    CALL));
            rds.converge("one");
            create(each -> each);
        });
        modify(each -> each.manageMasterUserPassword(true));
        rds.converge("one");

        assertThat(secretNames()).containsExactly(secretOfInstance().orElseThrow());
    }

    @Test
    void settingsAreNotStoredWhereThePasswordPartIsRefused() {
        createUnmanaged();

        assertThat(refusal(each -> each.allocatedStorage(40)
                                .manageMasterUserPassword(true)
                                .masterUserSecretKmsKeyId("alias/none"))
                        .code())
                .isEqualTo(ErrorCode.KMS_KEY_NOT_ACCESSIBLE);
        assertThat(rds.stored("one").settings().storage().allocated()).isEqualTo(20);
    }

    @Test
    void nothingIsRotatedWhereASettingIsRefused() {
        create(each -> each);

        assertThat(refusal(each -> each.rotateMasterUserPassword(true)
                        .applyImmediately(true)
                        .backupRetentionPeriod(36)))
                .hasMessageContaining("36");
        assertThat(rds.events).doesNotHaveAnyElementsOfTypes(DomainEvent.RotationStarted.class);
    }

    @Test
    void settingsAndPasswordAreStoredInOneWrite() {
        createUnmanaged();
        modify(each -> each.allocatedStorage(40).masterUserPassword("second-password"));

        assertThat(rds.stored("one").settings().storage().allocated()).isEqualTo(40);
        assertThat(rds.stored("one").master().reset()).isPresent();
    }

    @Test
    void settingsAreStoredWithARotation() {
        create(each -> each);
        modify(each ->
                each.rotateMasterUserPassword(true).applyImmediately(true).allocatedStorage(40));

        assertThat(rds.stored("one").settings().storage().allocated()).isEqualTo(40);
        assertThat(rds.events).hasAtLeastOneElementOfType(DomainEvent.RotationStarted.class);
    }

    @Test
    void storageDoesNotShrinkAndGrowsByATenthAtLeast() {
        create(each -> each);

        assertThat(refusal(each -> each.allocatedStorage(19)).code())
                .isEqualTo(ErrorCode.INVALID_PARAMETER_COMBINATION);
        assertThat(List.of(20, 21, 23, 100))
                .extracting(this::storageAfterAsking)
                .containsExactly(20, 22, 25, 100);
    }

    private int storageAfterAsking(int gibibytes) {
        modify(each -> each.allocatedStorage(gibibytes));
        return rds.stored("one").settings().storage().allocated();
    }
}
