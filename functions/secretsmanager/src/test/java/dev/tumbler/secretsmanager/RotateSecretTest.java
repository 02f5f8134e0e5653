package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.SecretsService.RDS;
import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.SecretRotation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RotationRulesType;

class RotateSecretTest {
    private static final String OWNED = "rds!db-1";
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:rotate";

    private final SecretsService service = new SecretsService();
    private String arn;

    @BeforeEach
    void create() {
        service.as(
                RDS,
                () -> arn = service.createSecret(each ->
                                each.name(OWNED).clientRequestToken(token(1)).secretString("one"))
                        .arn());
        service.createSecret(each -> each.name("mine").secretString("v"));
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aManagedSecretStartsRotating() {
        RotateSecretResponse rotated =
                service.rotateSecret(each -> each.secretId(OWNED).clientRequestToken(token(2)));

        assertThat(rotated)
                .isEqualTo(RotateSecretResponse.builder()
                        .arn(arn)
                        .name(OWNED)
                        .versionId(token(2))
                        .build());
        assertThat(describe().versionIdsToStages().get(token(2))).containsExactly("AWSPENDING");
        assertThat(service.events)
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(DomainEvent.RotationStarted.class, started -> assertThat(started.token())
                        .isEqualTo(token(2)));
    }

    @Test
    void thePendingVersionHasNoValueUntilItIsPut() {
        service.rotateSecret(each -> each.secretId(OWNED).clientRequestToken(token(2)));
        assertThat(service.refusal(() -> service.getSecretValue(
                                each -> each.secretId(OWNED).versionId(token(2)).versionStage("AWSPENDING")))
                        .code())
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);

        service.as(
                RDS,
                () -> service.putSecretValue(each -> each.secretId(OWNED)
                        .clientRequestToken(token(2))
                        .secretString("two")
                        .versionStages("AWSPENDING")));
        assertThat(service.getSecretValue(each -> each.secretId(OWNED).versionStage("AWSPENDING"))
                        .secretString())
                .isEqualTo("two");
        assertThat(service.getSecretValue(each -> each.secretId(OWNED)).secretString())
                .isEqualTo("one");
    }

    @Test
    void rulesAreKeptAndShown() {
        service.rotateSecret(
                each -> each.secretId(OWNED).rotationRules(days(10)).clientRequestToken(token(2)));

        DescribeSecretResponse described = describe();
        assertThat(described.rotationEnabled()).isTrue();
        assertThat(described.rotationRules()).isEqualTo(days(10));
        assertThat(described.nextRotationDate()).isEqualTo(Instant.parse("2026-03-11T23:59:59Z"));
        assertThat(described.lastRotatedDate()).isNull();
    }

    @Test
    void rulesAloneStartNothingWhenTheCallerSaysSo() {
        RotateSecretResponse answer = service.rotateSecret(
                each -> each.secretId(OWNED).rotationRules(days(10)).rotateImmediately(false));

        assertThat(answer.versionId()).isNull();
        assertThat(describe().rotationRules()).isEqualTo(days(10));
        assertThat(describe().versionIdsToStages()).hasSize(1);
        assertThat(service.events).isEmpty();
    }

    @Test
    void theSameCallOnceMoreStartsNothingNew() {
        service.rotateSecret(each -> each.secretId(OWNED).clientRequestToken(token(2)));
        RotateSecretResponse again =
                service.rotateSecret(each -> each.secretId(OWNED).clientRequestToken(token(2)));

        assertThat(again.versionId()).isEqualTo(token(2));
        assertThat(service.events).hasSize(1);
    }

    @Test
    void theSameCallOnceMoreAfterTheRotationIsDoneHarmsNothing() {
        rotateToTheEnd();
        service.rotateSecret(each -> each.secretId(OWNED).clientRequestToken(token(2)));

        assertThat(service.getSecretValue(each -> each.secretId(OWNED)).secretString())
                .isEqualTo("two");
        assertThat(describe().versionIdsToStages())
                .containsEntry(token(2), List.of("AWSCURRENT"))
                .containsEntry(token(1), List.of("AWSPREVIOUS"));
    }

    @Test
    void theSameCallOnceMoreDuringALaterRotationAnswersItsOwnVersion() {
        rotateToTheEnd();
        service.rotateSecret(each -> each.secretId(OWNED).clientRequestToken(token(3)));

        assertThat(service.rotateSecret(each -> each.secretId(OWNED).clientRequestToken(token(2)))
                        .versionId())
                .isEqualTo(token(2));
    }

    private void rotateToTheEnd() {
        service.rotateSecret(each -> each.secretId(OWNED).clientRequestToken(token(2)));
        service.as(
                RDS,
                () -> service.putSecretValue(each -> each.secretId(OWNED)
                        .clientRequestToken(token(2))
                        .secretString("two")
                        .versionStages("AWSPENDING")));
        service.as(
                RDS,
                () -> service.updateSecretVersionStage(each -> each.secretId(OWNED)
                        .versionStage("AWSCURRENT")
                        .removeFromVersionId(token(1))
                        .moveToVersionId(token(2))));
        service.decide(OWNED, stored -> SecretRotation.stepsRan(stored, token(2), service.clock.instant()));
    }

    @Test
    void aSecondRotationIsRefusedWhileOneIsUnderWay() {
        service.rotateSecret(each -> each.secretId(OWNED).clientRequestToken(token(2)));

        assertRefused(
                each -> each.secretId(OWNED),
                ErrorCode.INVALID_REQUEST,
                "A previous rotation isn't complete. That rotation will be reattempted.");
    }

    @Test
    void aFunctionForAManagedSecretIsRefused() {
        assertRefused(
                each -> each.secretId(OWNED).rotationLambdaARN(FUNCTION),
                ErrorCode.INVALID_REQUEST,
                "Rotation Lambda ARN is not supported for a service-managed secret.");
    }

    @Test
    void aFunctionThatDoesNotExistIsRefusedAndNothingIsKept() {
        assertRefused(
                each -> each.secretId("mine").rotationLambdaARN(FUNCTION).rotationRules(days(1)),
                ErrorCode.ACCESS_DENIED,
                "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants"
                        + " access to the principal secretsmanager.amazonaws.com.");
        assertThat(service.describeSecret(each -> each.secretId("mine")).rotationEnabled())
                .isNull();
    }

    @Test
    void malformedAndForeignFunctionsAreRefused() {
        for (String function : List.of("rotate", FUNCTION.replace("us-east-1", "eu-west-1"))) {
            assertRefused(
                    each -> each.secretId("mine").rotationLambdaARN(function),
                    ErrorCode.INVALID_PARAMETER,
                    "Invalid rotation Lambda ARN. Ensure the ARN matches format"
                            + " arn:aws:lambda:<region>:<account>:function:<functionName>.");
        }
    }

    @Test
    void aSecretOfOnesOwnWithoutAFunctionIsRefused() {
        assertRefused(
                each -> each.secretId("mine"),
                ErrorCode.INVALID_REQUEST,
                "No Lambda rotation function ARN is associated with this secret.");
    }

    @Test
    void whatIsNoScheduleIsRefused() {
        assertRefused(
                each -> each.secretId(OWNED)
                        .rotationRules(rules -> rules.automaticallyAfterDays(1L).scheduleExpression("rate(1 days)")),
                ErrorCode.INVALID_PARAMETER,
                "You cannot specify both rotation frequency and schedule expression together.");
        assertRefused(
                each -> each.secretId(OWNED).rotationRules(rules -> rules.scheduleExpression("rate(1 year)")),
                ErrorCode.INVALID_PARAMETER,
                "Invalid schedule expression.");
        assertRefused(
                each -> each.secretId(OWNED).externalSecretRotationRoleArn("arn:aws:iam::123456789012:role/r"),
                ErrorCode.INVALID_PARAMETER,
                "Rotation of external secrets is not offered yet.");
    }

    @Test
    void aScheduleIsShownAsItWasGiven() {
        RotationRulesType rules = RotationRulesType.builder()
                .scheduleExpression("cron(0 18 ? * SAT *)")
                .duration("3h")
                .build();

        service.rotateSecret(each -> each.secretId(OWNED).rotationRules(rules).rotateImmediately(false));

        assertThat(describe().rotationRules()).isEqualTo(rules);
        assertThat(describe().nextRotationDate()).isAfter(service.clock.instant());
    }

    @Test
    void aFunctionRotatesASecretOfOnesOwn() {
        service.invocable.add(FUNCTION);

        RotateSecretResponse rotated = service.rotateSecret(each -> each.secretId("mine")
                .clientRequestToken(token(2))
                .rotationLambdaARN(FUNCTION)
                .rotationRules(days(1)));

        DescribeSecretResponse described = service.describeSecret(each -> each.secretId("mine"));
        assertThat(rotated.versionId()).isEqualTo(token(2));
        assertThat(described.rotationEnabled()).isTrue();
        assertThat(described.rotationLambdaARN()).isEqualTo(FUNCTION);
        assertThat(described.versionIdsToStages()).containsEntry(token(2), List.of("AWSPENDING"));
        assertThat(service.events).hasAtLeastOneElementOfType(DomainEvent.RotationStarted.class);
    }

    @Test
    void notImmediatelyMeansATestOnACopyOfTheCurrentValue() {
        service.invocable.add(FUNCTION);

        RotateSecretResponse tested = service.rotateSecret(each -> each.secretId("mine")
                .clientRequestToken(token(2))
                .rotationLambdaARN(FUNCTION)
                .rotateImmediately(false));

        assertThat(tested.versionId()).isNull();
        assertThat(service.getSecretValue(each -> each.secretId("mine").versionStage("AWSPENDING")))
                .satisfies(pending -> assertThat(pending.secretString()).isEqualTo("v"))
                .satisfies(pending -> assertThat(pending.versionId()).isEqualTo(token(2)));
        assertThat(service.events).hasAtLeastOneElementOfType(DomainEvent.TestRotationStarted.class);

        service.decide(
                "mine", stored -> SecretRotation.tested(stored, token(2), Optional.empty(), service.clock.instant()));
        assertThat(service.refusal(() ->
                        service.getSecretValue(each -> each.secretId("mine").versionId(token(2)))))
                .hasMessageContaining("can't find the specified secret value");
    }

    private void assertRefused(Consumer<RotateSecretRequest.Builder> members, ErrorCode code, String message) {
        AwsException refusal = service.refusal(() -> service.rotateSecret(members));

        assertThat(refusal).hasMessage(message);
        assertThat(refusal.code()).isEqualTo(code);
    }

    private DescribeSecretResponse describe() {
        return service.describeSecret(each -> each.secretId(OWNED));
    }

    private static RotationRulesType days(long days) {
        return RotationRulesType.builder().automaticallyAfterDays(days).build();
    }
}
