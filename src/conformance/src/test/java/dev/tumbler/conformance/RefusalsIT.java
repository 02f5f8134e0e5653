package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** Bad calls: each gets AWS's error, and none a 500. */
class RefusalsIT {
    private static final AwsBasicCredentials TEST = AwsBasicCredentials.create("test", "test");

    private static final Clock NOW = InstantSource.system().withZone(ZoneOffset.UTC);

    @TempDir
    static Path folder;

    private static RouterProcess router;

    @BeforeAll
    static void start() {
        router = RouterProcess.startInMemory(folder);
    }

    @AfterAll
    static void stop() {
        router.close();
    }

    private record Reply(int status, String body) {}

    @Test
    void anUnknownAccessKeyIsRefused() {
        try (AwsClients strangers = AwsClients.at(router.endpoint(), "AKIASTRANGER", "test")) {
            assertSecretsManagerRefuses(strangers, "UnrecognizedClientException");
            assertRdsRefuses(strangers, "InvalidClientTokenId");
        }
    }

    @Test
    void aWrongSecretKeyIsRefused() {
        try (AwsClients strangers = AwsClients.at(router.endpoint(), "test", "guessed")) {
            assertSecretsManagerRefuses(strangers, "InvalidSignatureException");
            assertRdsRefuses(strangers, "SignatureDoesNotMatch");
        }
    }

    private static void assertSecretsManagerRefuses(AwsClients clients, String code) {
        assertThatThrownBy(() -> clients.secrets().listSecrets())
                .isInstanceOfSatisfying(SecretsManagerException.class, refusal -> assertThat(
                                refusal.awsErrorDetails().errorCode())
                        .isEqualTo(code));
    }

    private static void assertRdsRefuses(AwsClients clients, String code) {
        assertThatThrownBy(() -> clients.rds().describeDBInstances())
                .isInstanceOfSatisfying(RdsException.class, refusal -> assertThat(
                                refusal.awsErrorDetails().errorCode())
                        .isEqualTo(code));
    }

    @Test
    void anUnsignedCallIsRefused() throws IOException {
        Reply reply = send(request(target("secretsmanager.ListSecrets")), "{}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    @Test
    void aSignatureFromYesterdayIsRefused() throws IOException {
        Clock yesterday = Clock.offset(NOW, Duration.ofDays(-1));
        Reply reply = signed(target("secretsmanager.ListSecrets"), "{}", "secretsmanager", yesterday);
        assertThat(reply.body()).contains("InvalidSignatureException", "Signature expired: ", " - 15 min.)");
    }

    @Test
    void aSignatureForAnotherServiceIsRefused() throws IOException {
        Reply reply = signed(target("secretsmanager.ListSecrets"), "{}", "rds", NOW);
        assertThat(reply.body()).contains("Credential should be scoped to correct service: 'secretsmanager'.");
    }

    @Test
    void aBodyThatWasChangedOnTheWayIsRefused() throws IOException {
        SdkHttpRequest signed = sign(request(target("secretsmanager.ListSecrets")), "{}", "secretsmanager", NOW);
        assertThat(send(signed, "{\"MaxResults\":1}").body()).contains("InvalidSignatureException");
    }

    @ParameterizedTest
    @CsvSource({
        "secretsmanager.NoSuchOperation, UnknownOperationException",
        "secretsmanager.getSecretValue, UnknownOperationException",
        "secretsmanager., UnknownOperationException",
        "DynamoDB_20120810.ListTables, UnknownOperationException",
    })
    void anOperationThatIsNotThereIsUnknown(String target, String code) throws IOException {
        Reply reply = signed(target(target), "{}", "secretsmanager", NOW);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("\"__type\":\"" + code + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "Action=CreateDBCluster&Version=2014-10-31, InvalidAction",
        "Action=DescribeDBInstances&Version=1999-01-01, InvalidAction",
        "Version=2014-10-31, MissingParameter",
        "%zz, MalformedQueryString",
    })
    void aQueryCallThatIsNotThereIsRefusedInXml(String form, String code) throws IOException {
        Reply reply =
                signed(each -> each.putHeader("Content-Type", "application/x-www-form-urlencoded"), form, "rds", NOW);
        assertThat(reply.status()).isBetween(400, 404);
        assertThat(reply.body()).contains("<Code>" + code + "</Code>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{",
                "[]",
                "{\"Name\":{}}",
                "{\"Name\":[1]}",
                "nonsense",
                "{\"Name\":\"\\ud800\"}",
                "{\"SecretString\":1}"
            })
    void aBodyThatCannotBeReadIsTheCallersFault(String body) throws IOException {
        Reply reply = signed(target("secretsmanager.CreateSecret"), body, "secretsmanager", NOW);
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    }

    @Test
    void aMillionBytesAreTooMany() throws IOException {
        Reply reply = signed(
                target("secretsmanager.CreateSecret"),
                "{\"Name\":\"large\",\"SecretString\":\"" + "x".repeat(1_100_000) + "\"}",
                "secretsmanager",
                NOW);
        assertThat(reply.status()).isBetween(400, 413);
    }

    @Test
    void randomBodiesAreNeverAServerError() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] operations = {"CreateSecret", "GetSecretValue", "PutSecretValue", "RotateSecret", "TagResource"};
        for (int round = 0; round < 200; round++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            String body = random.nextBoolean()
                    ? new String(noise, StandardCharsets.UTF_8)
                    : "{\"SecretId\":\"" + random.nextInt() + "\",\"Name\":" + random.nextInt(3) + "}";
            String operation = operations[random.nextInt(operations.length)];
            Reply reply = signed(target("secretsmanager." + operation), body, "secretsmanager", NOW);
            assertThat(reply.status())
                    .as("seed %d: %s %s", seed, operation, body)
                    .isLessThan(500);
        }
    }

    private static Consumer<SdkHttpRequest.Builder> target(String target) {
        return each -> each.putHeader("X-Amz-Target", target).putHeader("Content-Type", "application/x-amz-json-1.1");
    }

    private static SdkHttpRequest request(Consumer<SdkHttpRequest.Builder> headers) {
        URI endpoint = router.endpoint();
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .encodedPath("/")
                .applyMutation(headers)
                .build();
    }

    private static Reply signed(Consumer<SdkHttpRequest.Builder> headers, String body, String service, Clock clock)
            throws IOException {
        return send(sign(request(headers), body, service, clock), body);
    }

    private static SdkHttpRequest sign(SdkHttpRequest request, String body, String service, Clock clock) {
        return AwsV4HttpSigner.create()
                .sign(each -> each.identity(TEST)
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request();
    }

    private static Reply send(SdkHttpRequest request, String body) throws IOException {
        try (SdkHttpClient client = UrlConnectionHttpClient.create()) {
            HttpExecuteResponse response = client.prepareRequest(HttpExecuteRequest.builder()
                            .request(request)
                            .contentStreamProvider(ContentStreamProvider.fromUtf8String(body))
                            .build())
                    .call();
            String answer = response.responseBody().isPresent()
                    ? new String(response.responseBody().get().readAllBytes(), StandardCharsets.UTF_8)
                    : "";
            return new Reply(response.httpResponse().statusCode(), answer);
        }
    }
}
