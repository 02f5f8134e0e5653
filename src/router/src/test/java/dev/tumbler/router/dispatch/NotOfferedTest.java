package dev.tumbler.router.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What AWS has and Tumbler does not is named, in the form in which its own SDK reads a refusal. */
@QuarkusTest
class NotOfferedTest {
    @Inject
    Vertx vertx;

    @TestHTTPResource("/")
    URI endpoint;

    private HttpCalls calls;

    @BeforeEach
    void connect() {
        calls = new HttpCalls(vertx, endpoint);
    }

    @AfterEach
    void disconnect() {
        calls.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dynamodb | POST | / | application/x-amz-json-1.0 | DynamoDB_20120810.ListTables | 400 |"
                        + " {\"__type\":\"UnknownOperationException\",\"message\":\"Tumbler does not offer ListTables of"
                        + " dynamodb.\"}",
                "kms | POST | / | application/x-amz-json-1.1 | TrentService.Sign | 400 |"
                        + " {\"__type\":\"UnknownOperationException\",\"message\":\"Tumbler does not offer Sign of"
                        + " kms.\"}",
                "lambda | GET | /2018-10-31/layers | | | 404 | {\"Type\":\"User\",\"message\":\"Tumbler does not offer"
                        + " GET /2018-10-31/layers of lambda.\"}",
                "lambda | GET | /2015-03-31/event-source-mappings | | | 404 | {\"Type\":\"User\",\"message\":\"Tumbler"
                        + " does not offer GET /2015-03-31/event-source-mappings of lambda.\"}",
                "rds-data | POST | /Execute | application/json | | 404 |"
                        + " {\"Type\":\"User\",\"message\":\"Tumbler does not offer POST /Execute of rds-data.\"}",
                "s3 | GET | / | | | 400 | <Error><Code>NotImplemented</Code><Message>Tumbler does not offer GET / of"
                        + " s3.</Message>",
                "s3 | PUT | /bucket | | | 400 | <Error><Code>NotImplemented</Code><Message>Tumbler does not offer PUT"
                        + " /bucket of s3.</Message>",
            })
    void whatIsNotOfferedIsNamedInTheFormOfItsService(
            String service, String method, String path, String type, String target, int status, String body) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder();
        Optional.ofNullable(type).ifPresent(value -> request.putHeader("Content-Type", value));
        Optional.ofNullable(target).ifPresent(value -> request.putHeader("X-Amz-Target", value));
        Map<String, String> headers = calls.sign(request, SdkHttpMethod.fromValue(method), path, new byte[0], service);

        HttpCalls.Reply reply = calls.send(HttpMethod.valueOf(method), path, headers, "");

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.body()).startsWith(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iam | Action=ListUsers&Version=2010-05-08 |"
                        + " <ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>Tumbler does not"
                        + " offer ListUsers of iam.</Message>",
                "ec2 | Action=DescribeInstances&Version=2016-11-15 |"
                        + " <Response><Errors><Error><Code>InvalidAction</Code><Message>Tumbler does not offer"
                        + " DescribeInstances of ec2.</Message>",
                "rds | Action=CreateDBProxy&Version=2014-10-31 | <ErrorResponse"
                        + " xmlns=\"http://rds.amazonaws.com/doc/2014-10-31/\"><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>Tumbler"
                        + " does not offer CreateDBProxy of rds.</Message>",
            })
    void anActionThatIsNotOfferedIsNamed(String service, String form, String body) {
        Map<String, String> headers = calls.sign(
                SdkHttpRequest.builder().putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                SdkHttpMethod.POST,
                "/",
                form.getBytes(StandardCharsets.UTF_8),
                service);

        HttpCalls.Reply reply = calls.send(HttpMethod.POST, "/", headers, form);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).startsWith(body);
    }

    @Test
    void aStrangerIsNotToldWhatIsNotOffered() {
        Map<String, String> headers = calls.sign(
                SdkHttpRequest.builder()
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .putHeader("X-Amz-Target", "DynamoDB_20120810.ListTables"),
                SdkHttpMethod.POST,
                "/",
                "{}".getBytes(StandardCharsets.UTF_8),
                "dynamodb");
        headers.computeIfPresent("Authorization", (name, value) -> value.replace("=test/", "=AKIA/"));

        assertThat(calls.send(HttpMethod.POST, "/", headers, "{}").body()).contains("UnrecognizedClientException");
    }
}
