package dev.tumbler.conformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A rotation that does not end, because its function always fails: what is there of it, and how the way is cleared. */
@OwnRouter
@ExtendWith(SharedEndpoint.class)
class PendingRotationIT {
    private static final String UNFINISHED = "A previous rotation isn't complete. That rotation will be reattempted.";

    private static Endpoint endpoint;
    private static SecretsManagerClient aws;
    private static LambdaClient lambda;
    private static String function;
    private static String functionArn;

    private Wire wire;

    @BeforeAll
    static void createFunction(Endpoint shared) {
        endpoint = shared;
        aws = shared.secrets();
        lambda = shared.caller().configure(LambdaClient.builder()).build();
        function = shared.unique("fails");
        SdkBytes zip = FunctionZips.of("bootstrap", "#!/bin/sh\nexit 1\n");
        functionArn = lambda.createFunction(each -> each.functionName(function)
                        .runtime("provided.al2023")
                        .handler("any")
                        .role("arn:aws:iam::" + shared.account() + ":role/rotation")
                        .code(code -> code.zipFile(zip)))
                .functionArn();
        lambda.addPermission(each -> each.functionName(function)
                .statementId("secrets-manager")
                .action("lambda:InvokeFunction")
                .principal("secretsmanager.amazonaws.com"));
    }

    @AfterAll
    static void deleteFunction() {
        lambda.deleteFunction(each -> each.functionName(function));
        lambda.close();
    }

    /** Rotated with every member that RotateSecret takes for a function. */
    @BeforeEach
    void rotate() {
        String name = endpoint.unique("pending");
        wire = new Wire(endpoint.caller())
                .with("name", name)
                .with("lambda", functionArn)
                .with("one", version(1))
                .with("two", version(2))
                .with("three", version(3));
        wire.with(
                "arn",
                aws.createSecret(each -> each.name(name).secretString("first").clientRequestToken(version(1)))
                        .arn());
        assertRotates("${two}");
    }

    private static String version(int number) {
        return "00000000-0000-0000-0000-%012d".formatted(number);
    }

    private static String request(String token) {
        return """
                {"SecretId":"${name}","ClientRequestToken":"%s","RotationLambdaARN":"${lambda}","RotateImmediately":true,
                 "RotationRules":{"ScheduleExpression":"rate(10 days)","Duration":"3h"}}"""
                .formatted(token);
    }

    private void assertRotates(String token) {
        wire.assertAnswer(
                "RotateSecret",
                request(token),
                "{\"ARN\":\"${arn}\",\"Name\":\"${name}\",\"VersionId\":\"" + token + "\"}");
    }

    private void assertUnfinished() {
        wire.assertRefused("RotateSecret", request("${three}"), "InvalidRequestException", UNFINISHED);
    }

    @Test
    void itsVersionIsRegisteredWithoutAValue() {
        wire.assertAnswer(
                "DescribeSecret",
                """
                {"SecretId":"${name}"}""",
                """
                {"ARN":"${arn}","Name":"${name}","CreatedDate":"date","LastChangedDate":"date","NextRotationDate":"date",
                 "RotationEnabled":true,"RotationLambdaARN":"${lambda}",
                 "RotationRules":{"ScheduleExpression":"rate(10 days)","Duration":"3h"},
                 "VersionIdsToStages":{"${one}":["AWSCURRENT"],"${two}":["AWSPENDING"]}}""");
        wire.assertRefused(
                "GetSecretValue",
                """
                {"SecretId":"${name}","VersionId":"${two}","VersionStage":"AWSPENDING"}""",
                "ResourceNotFoundException",
                "Secrets Manager can't find the specified secret value for VersionId: ${two}");
        wire.assertRefused(
                "GetSecretValue",
                """
                {"SecretId":"${name}","VersionStage":"AWSPENDING"}""",
                "ResourceNotFoundException",
                "Secrets Manager can't find the specified secret value for staging label: AWSPENDING");
    }

    @Test
    void itsTokenOnceMoreIsTheSameCallAndAnotherIsRefused() {
        assertRotates("${two}");
        assertUnfinished();
    }

    @Test
    void itIsCancelledButHoldsTheNextOneUpUntilItsLabelIsTakenAway() {
        String cancel = "{\"SecretId\":\"${name}\"}";
        for (int time = 0; time < 2; time++) {
            wire.assertAnswer(
                    "CancelRotateSecret",
                    cancel,
                    """
                    {"ARN":"${arn}","Name":"${name}","VersionId":"${two}"}""");
        }
        wire.assertAnswer(
                "DescribeSecret",
                cancel,
                """
                {"ARN":"${arn}","Name":"${name}","CreatedDate":"date","LastChangedDate":"date","RotationEnabled":false,
                 "RotationLambdaARN":"${lambda}","RotationRules":{"ScheduleExpression":"rate(10 days)","Duration":"3h"},
                 "VersionIdsToStages":{"${one}":["AWSCURRENT"],"${two}":["AWSPENDING"]}}""");
        assertUnfinished();

        wire.answer(
                "UpdateSecretVersionStage",
                """
                {"SecretId":"${name}","VersionStage":"AWSPENDING","RemoveFromVersionId":"${two}"}""");
        assertRotates("${three}");
    }

    @Test
    void aNewValueEndsIt() {
        aws.putSecretValue(each -> each.secretId(wire.filled("${name}")).secretString("by hand"));
        assertRotates("${three}");
    }

    @Test
    void itMayBeFilledByHandWithoutAConflict() {
        wire.assertAnswer(
                "PutSecretValue",
                """
                {"SecretId":"${name}","ClientRequestToken":"${two}","SecretString":"second","VersionStages":["AWSPENDING"]}""",
                """
                {"ARN":"${arn}","Name":"${name}","VersionId":"${two}","VersionStages":["AWSPENDING"]}""");
        wire.assertAnswer(
                "GetSecretValue",
                """
                {"SecretId":"${name}","VersionStage":"AWSPENDING"}""",
                """
                {"ARN":"${arn}","Name":"${name}","VersionId":"${two}","SecretString":"second",
                 "VersionStages":["AWSPENDING"],"CreatedDate":"date"}""");
    }

    @Test
    void noRotationStartsWhereAVersionIsPendingByHand() {
        String name = endpoint.unique("by-hand");
        wire.with("name", name);
        aws.createSecret(each -> each.name(name).secretString("first"));
        aws.putSecretValue(each -> each.secretId(name).secretString("second").versionStages("AWSPENDING"));
        assertUnfinished();
    }
}
