package dev.tumbler.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.Caller;
import dev.tumbler.wire.Call;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** What the AWS SDK sends to a Function URL is answered as the router answers it. */
class FrontDoorFunctionTest {
    private static final AwsBasicCredentials KEY = AwsBasicCredentials.create("AKIDTUMBLER", "0123456789".repeat(4));
    private static final String DESCRIBE = "Action=DescribeDBInstances&Version=2014-10-31&DBInstanceIdentifier=a%20b";

    private final Operations.GetSecretValue getSecretValue = new Operations.GetSecretValue();
    private final FunctionUrl url = url(InstantSource.system());

    private FunctionUrl url(InstantSource clock) {
        OperationTable operations = new OperationTable(List.of(getSecretValue, new Operations.DescribeDBInstances()));
        Map<String, String> environment = Map.of(
                EnvironmentAccessKeys.VARIABLE,
                "OTHER:" + "x".repeat(32) + "," + KEY.accessKeyId() + ":" + KEY.secretAccessKey());
        return new FunctionUrl(new FrontDoorFunction(
                new Dispatcher(new SignatureVerifier(clock), operations, List.of(), new SameProcess()),
                EnvironmentAccessKeys.from(environment::get)));
    }

    private static SecretsManagerClient secretsManager(FunctionUrl url) {
        return client(SecretsManagerClient.builder(), url, each -> {});
    }

    private static RdsClient rds(FunctionUrl url) {
        return client(RdsClient.builder(), url, each -> {});
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, FunctionUrl url, Consumer<B> change) {
        builder.httpClient(url)
                .region(Region.EU_WEST_1)
                .endpointOverride(URI.create("https://" + HttpEvent.DOMAIN))
                .credentialsProvider(StaticCredentialsProvider.create(KEY))
                .overrideConfiguration(each -> each.retryStrategy(DefaultRetryStrategy.doNotRetry()));
        change.accept(builder);
        return builder.build();
    }

    private static HttpEvent signed(SdkHttpRequest.Builder request, String service, String body) {
        return HttpEvent.of(
                AwsV4HttpSigner.create()
                        .sign(each -> each.identity(KEY)
                                .request(request.build())
                                .payload(ContentStreamProvider.fromUtf8String(body))
                                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1"))
                        .request(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static SdkHttpRequest.Builder request(SdkHttpMethod method, String pathAndQuery) {
        return SdkHttpRequest.builder().method(method).uri(URI.create("https://" + HttpEvent.DOMAIN + pathAndQuery));
    }

    private static HttpEvent presigned(Duration good) {
        SdkHttpRequest request = AwsV4HttpSigner.create()
                .sign(each -> each.identity(KEY)
                        .request(request(SdkHttpMethod.GET, "/?" + DESCRIBE).build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, good))
                .request();
        return HttpEvent.of(request, new byte[0]);
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatExceptionOfType(AwsServiceException.class).isThrownBy(call).satisfies(refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.requestId()).isEqualTo(FunctionUrl.REQUEST_ID);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSecretIsReadOverJson(boolean base64) {
        UnaryOperator<HttpEvent> change = base64 ? HttpEvent::inBase64 : UnaryOperator.identity();

        GetSecretValueResponse secret =
                secretsManager(url.changing(change)).getSecretValue(each -> each.secretId("orders/zoë"));

        assertThat(secret.name()).isEqualTo("orders/zoë");
        assertThat(secret.responseMetadata().requestId()).isEqualTo(FunctionUrl.REQUEST_ID);
    }

    @Test
    void theCallerHasTheAccountAndRegionOfTheFunction() {
        secretsManager(url).getSecretValue(each -> each.secretId("orders"));

        Caller holder = new Caller(
                "123456789012",
                "eu-west-1",
                "arn:aws:iam::123456789012:user/AKIDTUMBLER",
                "AKIDTUMBLER",
                Optional.empty());
        assertThat(getSecretValue.seen()).isEqualTo(new Call(holder, FunctionUrl.REQUEST_ID));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void databasesAreDescribedOverQuery(boolean base64) {
        UnaryOperator<HttpEvent> change = base64 ? HttpEvent::inBase64 : UnaryOperator.identity();

        assertThat(rds(url.changing(change))
                        .describeDBInstances(each -> each.dbInstanceIdentifier("a&b=c"))
                        .dbInstances())
                .singleElement()
                .satisfies(
                        instance -> assertThat(instance.dbInstanceIdentifier()).isEqualTo("a&b=c"));
    }

    @Test
    void parametersMayStandInTheAddress() throws IOException {
        FunctionUrl.Reply reply = url.invoke(signed(request(SdkHttpMethod.GET, "/?" + DESCRIBE), "rds", ""));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("text/xml");
        assertThat(reply.text())
                .contains(
                        "<DBInstanceIdentifier>a b</DBInstanceIdentifier>",
                        "<RequestId>" + FunctionUrl.REQUEST_ID + "</RequestId>");
    }

    @Test
    void theSignatureMayStandInTheAddress() throws IOException {
        FunctionUrl.Reply reply = url.invoke(presigned(Duration.ofMinutes(1)));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.text()).contains("<DBInstanceIdentifier>a b</DBInstanceIdentifier>");
    }

    @Test
    void anAddressThatWasChangedAfterItWasSignedIsRefused() throws IOException {
        HttpEvent presigned = presigned(Duration.ofMinutes(1));
        HttpEvent changed = presigned.withQuery(presigned.query().replace("a%20b", "c"));
        HttpEvent bare = presigned.withQuery(presigned.query().replaceAll("X-Amz-Credential=[^&]*&", ""));

        assertThat(url.invoke(changed).text()).contains("<Code>SignatureDoesNotMatch</Code>");
        assertThat(url.invoke(bare).text()).contains("<Code>IncompleteSignature</Code>");
    }

    @Test
    void cookiesAndHeadersThatAreSentTwiceMayBeSigned() throws IOException {
        HttpEvent event = signed(
                request(SdkHttpMethod.GET, "/?" + DESCRIBE)
                        .putHeader("Cookie", "a=1; b=2")
                        .putHeader("X-Twice", List.of("one", "two")),
                "rds",
                "");

        assertThat(event.cookies()).containsExactly("a=1", "b=2");
        assertThat(event.headers()).containsEntry("x-twice", "one,two");
        assertThat(url.invoke(event).status()).isEqualTo(200);
    }

    @Test
    void theHostIsTheHeadersOrElseTheDomainOfTheEvent() {
        FunctionUrl without = url.changing(event -> event.withoutHeader("host"));
        FunctionUrl other = url.changing(event -> event.withHeader("host", "other.example"));

        assertThat(secretsManager(without)
                        .getSecretValue(each -> each.secretId("orders"))
                        .name())
                .isEqualTo("orders");
        assertRefused(
                () -> secretsManager(other).getSecretValue(each -> each.secretId("orders")),
                "InvalidSignatureException");
    }

    private static Stream<Arguments> changes() {
        return Stream.of(
                change("InvalidSignatureException", event -> event.withBody("{\"SecretId\":\"other\"}")),
                change("InvalidSignatureException", event -> event.withHeader("x-amz-target", "secretsmanager.List")),
                change("InvalidSignatureException", event -> event.withQuery("a=b")),
                change("MissingAuthenticationTokenException", event -> event.withoutHeader("authorization")),
                change("IncompleteSignatureException", event -> event.withHeader("authorization", "Basic eDp5")),
                change("UnrecognizedClientException", event -> event.withHeader("x-amz-security-token", "token")));
    }

    private static Arguments change(String code, UnaryOperator<HttpEvent> change) {
        return Arguments.of(code, change);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatWasNotSignedLikeThisIsRefused(String code, UnaryOperator<HttpEvent> change) {
        assertRefused(() -> secretsManager(url.changing(change)).getSecretValue(each -> each.secretId("orders")), code);
        assertThat(getSecretValue.wasCalled()).isFalse();
    }

    @Test
    void aKeyOfSomebodyElseIsRefused() {
        assertRefused(() -> readAs("STRANGER", KEY.secretAccessKey()), "UnrecognizedClientException");
        assertRefused(() -> readAs("OTHER", KEY.secretAccessKey()), "InvalidSignatureException");
    }

    private void readAs(String accessKeyId, String secretAccessKey) {
        client(
                        SecretsManagerClient.builder(),
                        url,
                        each -> each.credentialsProvider(StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(accessKeyId, secretAccessKey))))
                .getSecretValue(each -> each.secretId("orders"));
    }

    @Test
    void aCallForAnotherRegionIsRefused() {
        SecretsManagerClient elsewhere =
                client(SecretsManagerClient.builder(), url, each -> each.region(Region.US_EAST_1));

        assertThatThrownBy(() -> elsewhere.getSecretValue(each -> each.secretId("orders")))
                .hasMessageContaining("Credential should be scoped to a valid region.");
    }

    @ParameterizedTest
    @ValueSource(ints = {-16, 16})
    void aCallWhoseTimeIsFarOffIsRefused(int minutes) {
        InstantSource clock = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(minutes));

        assertRefused(
                () -> secretsManager(url(clock)).getSecretValue(each -> each.secretId("orders")),
                "InvalidSignatureException");
        assertRefused(() -> rds(url(clock)).describeDBInstances(), "SignatureDoesNotMatch");
    }

    @Test
    void anOperationThatIsNotInTheZipIsUnknown() {
        assertRefused(() -> secretsManager(url).listSecrets(), "UnknownOperationException");
        assertRefused(() -> rds(url).describeDBClusters(), "InvalidAction");
    }

    @Test
    void aRequestThatBreaksARuleIsRefused() {
        assertRefused(() -> secretsManager(url).getSecretValue(each -> each.secretId("")), "ValidationException");
    }

    @Test
    void aFailureTellsNothingButItsRequestId() {
        assertThatThrownBy(() -> secretsManager(url).getSecretValue(each -> each.secretId(Operations.FAILING)))
                .hasMessageContaining("An error occurred on the server side.")
                .hasMessageContaining(FunctionUrl.REQUEST_ID);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 403, MissingAuthenticationToken",
        "POST, /, 403, MissingAuthenticationToken",
        "PUT, /, 400, InvalidAction",
        "DELETE, /anything/else, 400, InvalidAction",
        "GET, /anything, 400, InvalidAction",
        "POST, /favicon.ico, 400, InvalidAction",
    })
    void whatIsNoCallIsAnsweredInXml(String method, String path, int status, String code) throws IOException {
        HttpEvent event =
                HttpEvent.of(request(SdkHttpMethod.fromValue(method), path).build(), new byte[0]);

        FunctionUrl.Reply reply = url.invoke(event);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("text/xml");
        assertThat(reply.header("x-amzn-RequestId")).isEqualTo(FunctionUrl.REQUEST_ID);
        assertThat(reply.text()).contains("<Code>" + code + "</Code>", FunctionUrl.REQUEST_ID);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws IOException {
        HttpEvent event = signed(
                request(SdkHttpMethod.POST, "/")
                        .putHeader("Content-Type", "application/x-amz-json-1.1")
                        .putHeader("X-Amz-Target", "secretsmanager.GetSecretValue"),
                "secretsmanager",
                "x".repeat(BodyLimit.MOST_BYTES + 1));

        FunctionUrl.Reply reply = url.invoke(event);

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.header("x-amzn-ErrorType")).isEqualTo("RequestEntityTooLargeException");
    }
}
