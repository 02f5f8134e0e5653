package dev.tumbler.conformance;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What AWS refuses of rotations, and that nothing of it is kept. */
@ExtendWith(SharedEndpoint.class)
class RotationErrorsIT {
    private static final String VERSION = "00000000-0000-0000-0000-000000000001";

    private static Endpoint endpoint;
    private static SecretsManagerClient aws;
    private static Wire wire;

    @BeforeAll
    static void create(Endpoint shared) {
        endpoint = shared;
        aws = shared.secrets();
        String name = shared.unique("still");
        aws.createSecret(each -> each.name(name).secretString("one").clientRequestToken(VERSION));
        String here = "arn:aws:lambda:" + shared.region() + ":" + shared.account() + ":function:none";
        wire = new Wire(shared.caller())
                .with("name", name)
                .with("arn", aws.describeSecret(each -> each.secretId(name)).arn())
                .with("version", VERSION)
                .with("token", VERSION.replace('1', '2'))
                .with("lambda", here)
                .with("elsewhere", here.replace(shared.region(), "af-south-1"))
                .with("tooShort", "t".repeat(31));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"SecretId":"${name}"} | InvalidParameterException | You must provide a ClientRequestToken value. We recommend a UUID-type value.
            {"SecretId":"${name}","ClientRequestToken":"${tooShort}"} | InvalidParameterException | ClientRequestToken must be 32-64 characters long.
            {"SecretId":"${name}","ClientRequestToken":"${token}"} | InvalidRequestException | No Lambda rotation function ARN is associated with this secret.
            {"SecretId":"${name}","ClientRequestToken":"${token}","RotationRules":{"AutomaticallyAfterDays":1}} | InvalidRequestException | No Lambda rotation function ARN is associated with this secret.
            {"SecretId":"${name}","ClientRequestToken":"${token}","RotateImmediately":false} | InvalidRequestException | No Lambda rotation function ARN is associated with this secret.
            {"SecretId":"${name}","ClientRequestToken":"${token}","RotationLambdaARN":"${lambda}"} | AccessDeniedException | Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.
            {"SecretId":"${name}","ClientRequestToken":"${token}","RotationLambdaARN":"${lambda}","RotateImmediately":false} | AccessDeniedException | Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.
            {"SecretId":"${name}","ClientRequestToken":"${token}","RotationLambdaARN":"none"} | InvalidParameterException | Invalid rotation Lambda ARN. Ensure the ARN matches format arn:aws:lambda:<region>:<account>:function:<functionName>.
            {"SecretId":"${name}","ClientRequestToken":"${token}","RotationLambdaARN":"${elsewhere}"} | InvalidParameterException | Invalid rotation Lambda ARN. Ensure the ARN matches format arn:aws:lambda:<region>:<account>:function:<functionName>.
            """)
    void isRefused(String request, String code, String message) {
        wire.assertRefused("RotateSecret", request, code, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"AutomaticallyAfterDays":1,"ScheduleExpression":"rate(1 day)"} | You cannot specify both rotation frequency and schedule expression together.
            {"ScheduleExpression":"rate(3 hours)"} | Rate in hour should be least 4 and less than 24.
            {"ScheduleExpression":"rate(24 hours)"} | Rate in hour should be least 4 and less than 24.
            {"ScheduleExpression":"rate(0 days)"} | Rate in day should be greater than 0 and less than 1000.
            {"ScheduleExpression":"rate(1000 days)"} | Rate in day should be greater than 0 and less than 1000.
            {"ScheduleExpression":"rate(10 minutes)"} | Invalid schedule expression.
            {"ScheduleExpression":"daily"} | Invalid schedule expression.
            {"ScheduleExpression":"cron(15 10 * * ? *)"} | Invalid schedule expression.
            {"ScheduleExpression":"cron(0 10 * * ? 2030)"} | Invalid schedule expression.
            {"ScheduleExpression":"cron(0 10 * * * *)"} | Invalid schedule expression.
            {"ScheduleExpression":"cron(0 10 ? * ? *)"} | Invalid schedule expression.
            {"ScheduleExpression":"cron(0 /3 * * ? *)"} | Invalid schedule expression.
            {"ScheduleExpression":"cron(0 24 * * ? *)"} | Invalid schedule expression.
            {"ScheduleExpression":"cron(0 10 32 * ? *)"} | Invalid schedule expression.
            {"ScheduleExpression":"cron(0 10 * 13 ? *)"} | Invalid schedule expression.
            {"ScheduleExpression":"rate(1 day)","Duration":"0h"} | Duration must be at least 1 hour, at most 24 hour.
            {"ScheduleExpression":"rate(1 day)","Duration":"25h"} | Duration must be at least 1 hour, at most 24 hour.
            {"AutomaticallyAfterDays":1,"Duration":"25h"} | Duration must be at least 1 hour, at most 24 hour.
            {"ScheduleExpression":"rate(4 hours)","Duration":"5h"} | Duration cannot be greater than Rate in hour.
            {"ScheduleExpression":"cron(0 20 * * ? *)","Duration":"5h"} | Starting hour and duration must be within a day.
            """)
    void aScheduleThatDoesNotWorkIsRefused(String rules, String message) {
        wire.assertRefused(
                "RotateSecret",
                "{\"SecretId\":\"${name}\",\"ClientRequestToken\":\"${token}\",\"RotationLambdaARN\":\"${lambda}\","
                        + "\"RotationRules\":" + rules + "}",
                "InvalidParameterException",
                message);
    }

    /** AWS's own examples, and the limits: each gets as far as the function, which is not there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"AutomaticallyAfterDays":1}
            {"AutomaticallyAfterDays":1000}
            {"AutomaticallyAfterDays":30,"Duration":"24h"}
            {"ScheduleExpression":"rate(4 hours)","Duration":"4h"}
            {"ScheduleExpression":"rate(23 hours)"}
            {"ScheduleExpression":"rate(1 day)"}
            {"ScheduleExpression":"rate(999 days)","Duration":"1h"}
            {"ScheduleExpression":"cron(0 /8 * * ? *)"}
            {"ScheduleExpression":"cron(0 8/8 * * ? *)"}
            {"ScheduleExpression":"cron(0 2/10 * * ? *)"}
            {"ScheduleExpression":"cron(0 4/12 * * ? *)"}
            {"ScheduleExpression":"cron(0 10 * * ? *)"}
            {"ScheduleExpression":"cron(0 18 ? * SAT *)"}
            {"ScheduleExpression":"cron(0 8 1 * ? *)"}
            {"ScheduleExpression":"cron(0 1 ? 1/3 SUN#1 *)"}
            {"ScheduleExpression":"cron(0 17 L * ? *)"}
            {"ScheduleExpression":"cron(0 8 ? * MON-FRI *)"}
            {"ScheduleExpression":"cron(0 16 1,15 * ? *)"}
            {"ScheduleExpression":"cron(0 0 ? * SUN#1 *)"}
            {"ScheduleExpression":"cron(0 0 ? * SUNL *)"}
            """)
    void aScheduleThatWorksIsNotRefused(String rules) {
        wire.assertRefused(
                "RotateSecret",
                "{\"SecretId\":\"${name}\",\"ClientRequestToken\":\"${token}\",\"RotationLambdaARN\":\"${lambda}\","
                        + "\"RotationRules\":" + rules + "}",
                "AccessDeniedException",
                "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants"
                        + " access to the principal secretsmanager.amazonaws.com.");
    }

    @Test
    void nothingIsKeptOfARotationThatWasRefused() {
        String refused = endpoint.unique("refused");
        aws.createSecret(each -> each.name(refused).secretString("one").clientRequestToken(VERSION));
        Wire of = new Wire(endpoint.caller())
                .with("name", refused)
                .with("arn", aws.describeSecret(each -> each.secretId(refused)).arn())
                .with("version", VERSION)
                .with("lambda", wire.filled("${lambda}"));
        of.assertRefused(
                "RotateSecret",
                """
                {"SecretId":"${name}","ClientRequestToken":"00000000-0000-0000-0000-000000000002",
                 "RotationLambdaARN":"${lambda}","RotationRules":{"AutomaticallyAfterDays":1}}""",
                "AccessDeniedException",
                "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants"
                        + " access to the principal secretsmanager.amazonaws.com.");

        of.assertAnswer(
                "DescribeSecret",
                """
                {"SecretId":"${name}"}""",
                """
                {"ARN":"${arn}","Name":"${name}","CreatedDate":"date","LastChangedDate":"date",
                 "VersionIdsToStages":{"${version}":["AWSCURRENT"]}}""");
    }
}
