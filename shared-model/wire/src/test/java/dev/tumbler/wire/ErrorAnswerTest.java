package dev.tumbler.wire;

import static dev.tumbler.wire.Service.KMS;
import static dev.tumbler.wire.Service.RDS;
import static dev.tumbler.wire.Service.SECRETS_MANAGER;
import static dev.tumbler.wire.Service.STS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.store.StoreException;
import dev.tumbler.domain.store.StoreFailure;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class ErrorAnswerTest {
    private static final SdkClients CLIENTS = SdkClients.create();

    @Test
    void aDeclaredErrorHasItsTextInMessageWithACapital() {
        ErrorAnswer answer = ErrorAnswer.of(SECRETS_MANAGER, AwsException.notFound("It's \"gone\"."), "id");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).isEqualTo("application/x-amz-json-1.1");
        assertThat(answer.errorType()).contains("ResourceNotFoundException");
        assertThat(text(answer))
                .isEqualTo("{\"__type\":\"ResourceNotFoundException\",\"Message\":\"It's \\\"gone\\\".\"}");
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "ACCESS_DENIED",
                "INCOMPLETE_SIGNATURE",
                "INVALID_SIGNATURE",
                "MISSING_AUTHENTICATION_TOKEN",
                "REQUEST_TOO_LARGE",
                "SERIALIZATION",
                "THROTTLING",
                "UNKNOWN_OPERATION",
                "UNRECOGNIZED_CLIENT",
                "VALIDATION"
            })
    void anErrorFromInFrontOfTheServiceHasItsTextInMessageWithoutACapital(ErrorCode code) {
        assertThat(text(ErrorAnswer.of(SECRETS_MANAGER, new AwsException(code, "text"), "id")))
                .isEqualTo("{\"__type\":\"" + code.wireName() + "\",\"message\":\"text\"}");
    }

    @Test
    void kmsHasItsTextInMessageWithoutACapitalAndAnInternalErrorOfItsOwn() {
        assertThat(text(ErrorAnswer.of(KMS, new AwsException(ErrorCode.LIMIT_EXCEEDED, "text"), "id")))
                .isEqualTo("{\"__type\":\"LimitExceededException\",\"message\":\"text\"}");
        assertThat(text(ErrorAnswer.of(KMS, new IllegalStateException("hunter2"), "id")))
                .isEqualTo(
                        "{\"__type\":\"KMSInternalException\",\"message\":\"An error occurred on the server side.\"}");
    }

    @Test
    void anErrorWithoutTextHasNoMessage() {
        AwsException error = new AwsException(ErrorCode.UNKNOWN_OPERATION, "");

        assertThat(text(ErrorAnswer.of(SECRETS_MANAGER, error, "id")))
                .isEqualTo("{\"__type\":\"UnknownOperationException\"}");
        assertThat(text(ErrorAnswer.of(STS, error, "id"))).doesNotContain("Message");
    }

    @Test
    void aQueryErrorIsWrittenAsRdsWritesIt() {
        AwsException error = new AwsException(ErrorCode.DB_INSTANCE_NOT_FOUND, "DBInstance <x> not found.");
        ErrorAnswer answer = ErrorAnswer.of(RDS, error, "id-1");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.contentType()).isEqualTo("text/xml");
        assertThat(answer.errorType()).isEmpty();
        assertThat(text(answer))
                .isEqualTo("<ErrorResponse xmlns=\"http://rds.amazonaws.com/doc/2014-10-31/\"><Error>"
                        + "<Type>Sender</Type><Code>DBInstanceNotFound</Code>"
                        + "<Message>DBInstance &lt;x&gt; not found.</Message></Error>"
                        + "<RequestId>id-1</RequestId></ErrorResponse>");
    }

    @ParameterizedTest
    @CsvSource({
        "ACCESS_DENIED, AccessDenied, 403",
        "INCOMPLETE_SIGNATURE, IncompleteSignature, 403",
        "INTERNAL_SERVICE_ERROR, InternalFailure, 500",
        "INVALID_PARAMETER, InvalidParameterValue, 400",
        "INVALID_SIGNATURE, SignatureDoesNotMatch, 403",
        "MALFORMED_HTTP_REQUEST, MalformedQueryString, 400",
        "MISSING_AUTHENTICATION_TOKEN, MissingAuthenticationToken, 403",
        "REQUEST_TOO_LARGE, RequestEntityTooLarge, 413",
        "SERIALIZATION, MalformedQueryString, 400",
        "UNKNOWN_OPERATION, InvalidAction, 400",
        "UNRECOGNIZED_CLIENT, InvalidClientTokenId, 403",
        "VALIDATION, InvalidParameterValue, 400"
    })
    void theQueryProtocolHasItsOwnNames(ErrorCode code, String name, int status) {
        ErrorAnswer answer = ErrorAnswer.of(STS, new AwsException(code, "text"), "id");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(text(answer)).contains("<Code>" + name + "</Code>");
    }

    @Test
    void theQueryProtocolHasItsOwnWordsForAMissingToken() {
        AwsException error = new AwsException(ErrorCode.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");

        assertThat(text(ErrorAnswer.of(RDS, error, "id")))
                .contains("<Message>Request is missing Authentication Token</Message>");
    }

    @Test
    void nothingOfAnUnforeseenFailureIsTold() {
        for (Throwable failure : new Throwable[] {
            new IllegalStateException("hunter2"),
            new StackOverflowError("hunter2"),
            new CompletionException(null),
            new StoreException(new StoreFailure.Conflict(7)),
            new StoreException(new StoreFailure.Unknown("hunter2"), new IllegalStateException("hunter2"))
        }) {
            ErrorAnswer json = ErrorAnswer.of(SECRETS_MANAGER, failure, "id");
            assertThat(json.status()).isEqualTo(500);
            assertThat(text(json))
                    .isEqualTo("{\"__type\":\"InternalServiceError\","
                            + "\"Message\":\"An error occurred on the server side.\"}");
            ErrorAnswer xml = ErrorAnswer.of(RDS, failure, "id");
            assertThat(xml.status()).isEqualTo(500);
            assertThat(text(xml))
                    .contains("<Type>Receiver</Type><Code>InternalFailure</Code>")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void whatIsTooLargeForTheStoreIsTheCallersFault() {
        StoreException tooLarge = new StoreException(new StoreFailure.TooLarge(500_000, 400_000));

        assertThat(text(ErrorAnswer.of(SECRETS_MANAGER, tooLarge, "id"))).contains("LimitExceededException");
        assertThat(ErrorAnswer.of(RDS, tooLarge, "id").status()).isEqualTo(400);
    }

    @Test
    void aFailureIsFoundInsideThoseOfAsynchronousWork() {
        Throwable wrapped =
                new CompletionException(new ExecutionException(new CompletionException(AwsException.notFound("gone"))));

        assertThat(text(ErrorAnswer.of(SECRETS_MANAGER, wrapped, "id"))).contains("gone");
    }

    @Test
    void theSdkSeesTheSameErrors() {
        answer(ErrorAnswer.of(SECRETS_MANAGER, AwsException.notFound("gone"), "id"));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> CLIENTS.secretsManager().getSecretValue(each -> each.secretId("a")))
                .satisfies(seen ->
                        assertThat(seen.awsErrorDetails().errorMessage()).isEqualTo("gone"));

        answer(ErrorAnswer.of(SECRETS_MANAGER, new AwsException(ErrorCode.VALIDATION, "wrong"), "id"));
        assertThatExceptionOfType(AwsServiceException.class)
                .isThrownBy(() -> CLIENTS.secretsManager().getSecretValue(each -> each.secretId("a")))
                .satisfies(seen -> {
                    assertThat(seen.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                    assertThat(seen.awsErrorDetails().errorMessage()).isEqualTo("wrong");
                });

        answer(ErrorAnswer.of(RDS, new AwsException(ErrorCode.DB_INSTANCE_NOT_FOUND, "DBInstance a not found."), "id"));
        assertThatExceptionOfType(DbInstanceNotFoundException.class)
                .isThrownBy(() -> CLIENTS.rds().deleteDBInstance(each -> each.dbInstanceIdentifier("a")))
                .satisfies(seen -> assertThat(seen.requestId()).isEqualTo("id"));
    }

    private static void answer(ErrorAnswer answer) {
        CLIENTS.http().answerWith(answer.status(), answer.contentType(), answer.body());
    }

    private static String text(ErrorAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
