package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static dev.tumbler.conformance.Refusals.assertMarkedForDeletion;
import static dev.tumbler.conformance.Refusals.assertNotFound;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** CancelRotateSecret through the AWS SDK, with a database whose password must never get lost over it. */
@OwnRouter
@ExtendWith(SharedEndpoint.class)
class CancelRotateSecretIT {
    private final Endpoint endpoint;
    private final SecretsManagerClient aws;

    CancelRotateSecretIT(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.aws = endpoint.secrets();
    }

    @Test
    void aManagedPasswordStopsRotatingAndStartsAgain() {
        ManagedInstance instance = ManagedInstance.create(endpoint.clients(), "cancelled");
        String arn = instance.secretArn();
        instance.startRotation();
        instance.awaitRotated();
        assertThat(describe(arn).lastRotatedDate()).isNotNull();

        CancelRotateSecretResponse cancelled = aws.cancelRotateSecret(each -> each.secretId(arn));

        assertThat(cancelled.arn()).isEqualTo(arn);
        assertThat(arn).contains(cancelled.name());
        assertThat(cancelled.versionId()).isNull();
        DescribeSecretResponse off = describe(arn);
        assertThat(off.rotationEnabled()).isFalse();
        assertThat(off.rotationRules().automaticallyAfterDays()).isEqualTo(7);
        assertThat(off.nextRotationDate()).isNull();
        assertThat(off.lastRotatedDate()).isNull();

        String before = instance.secret();
        aws.rotateSecret(each -> each.secretId(arn));
        instance.awaitRotated();
        assertThat(instance.secret()).isNotEqualTo(before);
        assertThat(describe(arn).rotationEnabled()).isTrue();
        assertLogsIn(instance);
        instance.delete();
    }

    /** Wherever in the four steps the call comes, a little later each time, the next rotation leaves a password that logs in. */
    @Test
    void aRotationThatIsCancelledUnderWayIsFinishedByTheNextOne() {
        ManagedInstance instance = ManagedInstance.create(endpoint.clients(), "cut-off");
        String arn = instance.secretArn();
        for (int round = 0; round < 8; round++) {
            instance.startRotation();
            for (int read = 0; read < round; read++) {
                describe(arn);
            }
            aws.cancelRotateSecret(each -> each.secretId(arn));
            assertThat(describe(arn).rotationEnabled()).isFalse();

            instance.startRotation();
            instance.awaitRotated();
            assertThat(describe(arn).rotationEnabled()).isTrue();
            assertLogsIn(instance);
        }
        instance.delete();
    }

    private static void assertLogsIn(ManagedInstance instance) {
        try (Login login = new Login()) {
            assertThat(login.attempt(instance.port(), instance.secret())).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void aSecretThatNeverRotatedStaysAsItIs() {
        String still = endpoint.unique("still");
        aws.createSecret(each -> each.name(still).secretString("1"));

        CancelRotateSecretResponse cancelled = aws.cancelRotateSecret(each -> each.secretId(still));

        assertThat(cancelled.name()).isEqualTo(still);
        assertThat(cancelled.versionId()).isNull();
        assertThat(describe(still).rotationEnabled()).isNull();
    }

    @Test
    void whatIsMissingOrDeletedIsRefused() {
        String missing = endpoint.unique("missing");
        String deleted = endpoint.unique("deleted");
        assertNotFound(() -> aws.cancelRotateSecret(each -> each.secretId(missing)));
        aws.createSecret(each -> each.name(deleted));
        aws.deleteSecret(each -> each.secretId(deleted));
        assertMarkedForDeletion(() -> aws.cancelRotateSecret(each -> each.secretId(deleted)));
    }

    private DescribeSecretResponse describe(String secretId) {
        return aws.describeSecret(each -> each.secretId(secretId));
    }
}
