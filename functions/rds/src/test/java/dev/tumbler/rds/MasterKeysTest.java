package dev.tumbler.rds;

import static dev.tumbler.rds.RdsFixture.CALL;
import static dev.tumbler.rds.RdsFixture.arnOf;
import static dev.tumbler.rds.RdsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.database.DatabaseStatus;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

class MasterKeysTest {
    private static final String ALIAS_ARN = "arn:aws:kms:us-east-1:123456789012:alias/mine";

    private final RdsFixture rds = new RdsFixture();

    @AfterEach
    void close() {
        rds.close();
    }

    private String create(String keyId) {
        CreateDbInstanceRequest request = CreateDbInstanceRequest.builder()
                .dbInstanceIdentifier("one")
                .engine("postgres")
                .dbInstanceClass("db.t4g.micro")
                .allocatedStorage(20)
                .masterUsername("owner")
                .manageMasterUserPassword(true)
                .masterUserSecretKmsKeyId(keyId)
                .build();
        String shown = await(rds.create.apply(request, CALL))
                .dbInstance()
                .masterUserSecret()
                .kmsKeyId();
        rds.converge("one");
        return shown;
    }

    private Optional<String> keyOfSecret() {
        return rds.secret(rds.stored("one").master().managed().orElseThrow().id())
                .orElseThrow()
                .details()
                .kmsKeyId();
    }

    private void keep(String keyId) {
        await(rds.modify.apply(
                ModifyDbInstanceRequest.builder()
                        .dbInstanceIdentifier("one")
                        .manageMasterUserPassword(true)
                        .masterUserSecretKmsKeyId(keyId)
                        .build(),
                CALL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mine", "alias/mine", ALIAS_ARN, "arn:aws:kms:us-east-1:123456789012:key/mine"})
    void everyFormOfAKeyIsShownAsItsArn(String form) {
        assertThat(create(form)).isEqualTo(arnOf(Optional.of("mine")));
        assertThat(keyOfSecret()).contains(arnOf(Optional.of("mine")));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "alias/aws/secretsmanager")
    void theDefaultKeyIsShownAsItsArnAndLeftOutOfTheSecret(String form) {
        assertThat(create(form)).isEqualTo(arnOf(Optional.empty()));
        assertThat(keyOfSecret()).isEmpty();
    }

    @Test
    void theSameKeyInAnotherFormIsNoChange() {
        create("alias/mine");
        keep(ALIAS_ARN);
        keep("mine");
        assertThat(keyOfSecret()).contains(arnOf(Optional.of("mine")));
    }

    @Test
    void aKeyThatIsNotThereIsNoKeyToChangeTo() {
        create("alias/mine");
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> keep("alias/none"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.KMS_KEY_NOT_ACCESSIBLE));
    }

    @Test
    void anInstanceWhoseKeyIsDisabledHalfWayIsMadeOnceItIsEnabled() {
        rds.open.disabled.add(arnOf(Optional.of("mine")));
        create("mine");
        assertThat(rds.stored("one").status()).isEqualTo(DatabaseStatus.FAILED);

        rds.open.disabled.clear();
        rds.converge("one");
        assertThat(rds.stored("one").status()).isEqualTo(DatabaseStatus.AVAILABLE);
        assertThat(rds.secretValue("one")).contains(rds.serverPassword("one"));
    }
}
