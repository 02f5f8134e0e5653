package dev.tumbler.router.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

class ThrottleTest {
    private static final Caller OHIO = caller("us-east-2");

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    private final Throttle throttle = new Throttle(true, () -> now);

    private static Caller caller(String region) {
        return new Caller("123456789012", region, "arn", "id", Optional.empty());
    }

    private static Operation<?> operation(Service service, String name) {
        return Operation.of(service, name, GetSecretValueRequest::builder);
    }

    private void call(int times, String operation, Caller caller) {
        for (int i = 0; i < times; i++) {
            throttle.admit(operation(Service.SECRETS_MANAGER, operation), caller);
        }
    }

    private void assertThrottled(String operation, Caller caller) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> call(1, operation, caller))
                .withMessage("Rate exceeded")
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.THROTTLING));
    }

    @Test
    void whatASecondAllowsIsAnsweredAndTheNextIsRefused() {
        call(50, "CreateSecret", OHIO);
        assertThrottled("CreateSecret", OHIO);
    }

    @Test
    void timeGivesCallsBackOneByOne() {
        call(50, "CreateSecret", OHIO);
        now = now.plus(Duration.ofMillis(20));
        call(1, "CreateSecret", OHIO);
        assertThrottled("CreateSecret", OHIO);
        now = now.plus(Duration.ofDays(1));
        call(50, "CreateSecret", OHIO);
        assertThrottled("CreateSecret", OHIO);
    }

    @Test
    void operationsOfOneQuotaShareIt() {
        call(30, "TagResource", OHIO);
        call(20, "UntagResource", OHIO);
        assertThrottled("TagResource", OHIO);
        call(1, "RotateSecret", OHIO);
    }

    @Test
    void eachRegionHasItsOwn() {
        call(50, "CreateSecret", OHIO);
        call(50, "CreateSecret", caller("eu-west-1"));
    }

    @Test
    void readingIsAllowedTenThousandTimes() {
        call(10_000, "GetSecretValue", OHIO);
        assertThrottled("DescribeSecret", OHIO);
    }

    @Test
    void everyOperationOfSecretsManagerHasAQuota() {
        assertThat(SecretsManagerClient.class.getMethods())
                .filteredOn(method -> method.getReturnType().getSimpleName().endsWith("Response"))
                .extracting(method -> method.getReturnType().getSimpleName().replace("Response", ""))
                .hasSizeGreaterThan(22)
                .allMatch(name -> RequestQuota.of(name).isPresent());
    }

    @Test
    void otherServicesAreNotHeldToThem() {
        assertThatNoException().isThrownBy(() -> {
            for (int i = 0; i < 60; i++) {
                throttle.admit(operation(Service.KMS, "TagResource"), OHIO);
            }
        });
    }

    @Test
    void withoutTheOptionThereAreNone() {
        Throttle none = new Throttle(false, () -> now);
        assertThatNoException().isThrownBy(() -> {
            for (int i = 0; i < 60; i++) {
                none.admit(operation(Service.SECRETS_MANAGER, "CreateSecret"), OHIO);
            }
        });
    }
}
