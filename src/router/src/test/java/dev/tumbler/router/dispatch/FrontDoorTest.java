package dev.tumbler.router.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** What goes over the wire at the edges of the protocols. */
@QuarkusTest
class FrontDoorTest {
    private static final String STS_NAMESPACE = "xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"";
    private static final Map<String, String> JSON =
            Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "secretsmanager.ListSecrets");

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
    @ValueSource(strings = {"http://localhost:3000", "http://127.0.0.1:8080", "https://[::1]", "http://app.localhost"})
    void aBrowserMaySendASignedCallFromAPageOfThisMachine(String origin) {
        HttpCalls.Reply reply = send(
                HttpMethod.OPTIONS,
                "/",
                Map.of(
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization,content-type,x-amz-date,x-amz-target"),
                "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().get("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(reply.headers().get("Access-Control-Allow-Methods")).isEqualTo("POST");
        assertThat(reply.headers().get("Access-Control-Allow-Headers"))
                .isEqualTo("authorization,content-type,x-amz-date,x-amz-target");
        assertThat(reply.headers().get("Access-Control-Allow-Credentials")).isEqualTo("false");
    }

    @Test
    void aPageMayReadWhatClientsReadInAnAnswer() {
        HttpCalls.Reply reply = send(HttpMethod.POST, "/", with(JSON, "Origin", "http://localhost:3000"), "{}");

        assertThat(reply.headers().get("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
        assertThat(reply.headers().get("Access-Control-Expose-Headers"))
                .isEqualTo("x-amzn-RequestId,x-amzn-ErrorType,Date");
        assertThat(reply.headers().get("x-amzn-ErrorType")).isEqualTo("MissingAuthenticationTokenException");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example, POST",
        "Origin, null, POST",
        "Origin, http://evil.example, OPTIONS",
        "Host, evil.example:4566, POST",
        "Host, evil.example, GET",
        "Host, a/b, POST",
    })
    void aForeignPageGetsNothingAndIsToldSo(String header, String value, String method) {
        HttpCalls.Reply reply =
                send(HttpMethod.valueOf(method), "/", with(signed(SdkHttpMethod.POST, "/", "{}"), header, value), "{}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("\"__type\":\"AccessDeniedException\"");
        assertThat(reply.headers().contains("Access-Control-Allow-Origin")).isFalse();
        assertThat(reply.headers().contains("x-amzn-RequestId")).isTrue();
    }

    @Test
    void aForeignPageDoesNotReachHealthEither() {
        assertThat(send(HttpMethod.GET, "/q/health", Map.of("Host", "evil.example"), "")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /?Action=GetCallerIdentity&Version=2011-06-15",
        "POST, /?Version=2011-06-15&Action=GetCallerIdentity",
    })
    void parametersMayStandInTheAddress(String method, String path) {
        Map<String, String> headers = sign(SdkHttpRequest.builder(), SdkHttpMethod.fromValue(method), path, "", "sts");

        HttpCalls.Reply reply = send(HttpMethod.valueOf(method), path, headers, "");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).contains("<Arn>arn:aws:iam::123456789012:user/test</Arn>");
    }

    @Test
    void theSignatureMayStandInTheAddress() {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(endpoint.resolve("/?Action=GetCallerIdentity&Version=2011-06-15"))
                .build();
        SdkHttpRequest presigned = AwsV4HttpSigner.create()
                .sign(each -> each.identity(AwsBasicCredentials.create("test", "test"))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(1))
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING))
                .request();
        String path = "/?" + presigned.encodedQueryParameters().orElseThrow();

        assertThat(send(HttpMethod.GET, path, Map.of(), "").body())
                .contains("<Arn>arn:aws:iam::123456789012:user/test</Arn>");
        assertThat(send(HttpMethod.GET, path.replace("2011-06-15", "2011-06-16"), Map.of(), "")
                        .body())
                .contains("<Code>SignatureDoesNotMatch</Code>");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 403, MissingAuthenticationToken",
        "GET, /?Action=GetCallerIdentity&Version=2011-06-15, 403, MissingAuthenticationToken",
        "PUT, /, 400, InvalidAction",
        "DELETE, /anything/else, 400, InvalidAction",
        "GET, /anything, 400, InvalidAction",
        "POST, /favicon.ico, 400, InvalidAction",
    })
    void whatIsNoCallIsAnsweredInXml(String method, String path, int status, String code) {
        HttpCalls.Reply reply = send(HttpMethod.valueOf(method), path, Map.of(), "");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers().get("Content-Type")).startsWith("text/xml");
        assertThat(reply.body())
                .contains(
                        "<Code>" + code + "</Code>",
                        "<RequestId>" + reply.headers().get("x-amzn-RequestId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "BREW"})
    void anOperationIsCalledByPostAlone(String method) {
        HttpMethod other = HttpMethod.valueOf(method);
        HttpCalls.Reply reply = other.equals(HttpMethod.GET)
                ? send(other, "/", signed(SdkHttpMethod.GET, "/", ""), "")
                : send(other, "/", JSON, "");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).startsWith("{\"__type\":\"UnknownOperationException\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "Version=2011-06-15", "Action=AssumeRole&Version=2011-06-15", "Action=X&Version=1"})
    void errorsOfStsAreInItsOwnNamespace(String form) {
        HttpCalls.Reply reply =
                send(HttpMethod.POST, "/", sign(SdkHttpRequest.builder(), SdkHttpMethod.POST, "/", form, "sts"), form);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains(STS_NAMESPACE);
    }

    @Test
    void aTargetThatIsMissingIsAnUnknownOperation() {
        Map<String, String> headers = sign(
                SdkHttpRequest.builder().putHeader("Content-Type", "application/x-amz-json-1.1"),
                SdkHttpMethod.POST,
                "/",
                "{}",
                "kms");

        assertThat(send(HttpMethod.POST, "/", headers, "{}").body())
                .isEqualTo("{\"__type\":\"UnknownOperationException\","
                        + "\"message\":\"Tumbler does not offer POST / of kms.\"}");
    }

    private Map<String, String> signed(SdkHttpMethod method, String path, String body) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder();
        JSON.forEach(request::putHeader);
        return sign(request, method, path, body, "secretsmanager");
    }

    private Map<String, String> sign(
            SdkHttpRequest.Builder request, SdkHttpMethod method, String path, String body, String service) {
        return calls.sign(request, method, path, body.getBytes(StandardCharsets.UTF_8), service);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return all;
    }

    private HttpCalls.Reply send(HttpMethod method, String path, Map<String, String> headers, String body) {
        return calls.send(method, path, headers, body);
    }
}
