package dev.tumbler.conformance;

import static dev.tumbler.conformance.Refusals.assertRefused;
import static dev.tumbler.conformance.SignedCalls.NOW;
import static dev.tumbler.conformance.SignedCalls.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Bad calls: each gets AWS's error, and none a 500. */
@ExtendWith(SharedEndpoint.class)
class RefusalsIT {
    private static final String TOO_LARGE = "HTTP/1.1 413 ";

    private static final String SECRETS_MANAGER = "secretsmanager";

    private final Caller caller;
    private final SignedCalls calls;

    RefusalsIT(Endpoint endpoint) {
        this.caller = endpoint.caller();
        this.calls = new SignedCalls(caller);
    }

    @Test
    void anUnknownAccessKeyIsRefused() {
        try (AwsClients strangers = AwsClients.of(caller.withKeys("AKIASTRANGER", "test"))) {
            assertRefused(() -> strangers.secrets().listSecrets(), "UnrecognizedClientException");
            assertRefused(() -> strangers.rds().describeDBInstances(), "InvalidClientTokenId");
        }
    }

    @Test
    void aWrongSecretKeyIsRefused() {
        String accessKey = caller.credentials().resolveCredentials().accessKeyId();
        try (AwsClients strangers = AwsClients.of(caller.withKeys(accessKey, "guessed"))) {
            assertRefused(() -> strangers.secrets().listSecrets(), "InvalidSignatureException");
            assertRefused(() -> strangers.rds().describeDBInstances(), "SignatureDoesNotMatch");
        }
    }

    @Test
    void anUnsignedCallIsRefused() throws IOException {
        SignedCalls.Reply reply =
                SignedCalls.send(calls.request(target("secretsmanager.ListSecrets"), SECRETS_MANAGER), "{}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    @Test
    void aSignatureFromYesterdayIsRefused() throws IOException {
        Clock yesterday = Clock.offset(NOW, Duration.ofDays(-1));
        SignedCalls.Reply reply = calls.signed(target("secretsmanager.ListSecrets"), "{}", SECRETS_MANAGER, yesterday);
        assertThat(reply.body()).contains("InvalidSignatureException", "Signature expired: ", " - 15 min.)");
    }

    @Test
    void aSignatureForAnotherServiceIsRefused() throws IOException {
        SdkHttpRequest request = calls.request(target("secretsmanager.ListSecrets"), SECRETS_MANAGER);
        SignedCalls.Reply reply = SignedCalls.send(calls.sign(request, "{}", "rds", NOW), "{}");
        assertThat(reply.body()).contains("Credential should be scoped to correct service: 'secretsmanager'.");
    }

    @Test
    void aBodyThatWasChangedOnTheWayIsRefused() throws IOException {
        SdkHttpRequest signed = calls.sign(
                calls.request(target("secretsmanager.ListSecrets"), SECRETS_MANAGER), "{}", SECRETS_MANAGER, NOW);
        assertThat(SignedCalls.send(signed, "{\"MaxResults\":1}").body()).contains("InvalidSignatureException");
    }

    @ParameterizedTest
    @CsvSource({
        "secretsmanager.NoSuchOperation, UnknownOperationException",
        "secretsmanager.getSecretValue, UnknownOperationException",
        "secretsmanager., UnknownOperationException",
        "DynamoDB_20120810.ListTables, UnknownOperationException",
    })
    void anOperationThatIsNotThereIsUnknown(String target, String code) throws IOException {
        SignedCalls.Reply reply = calls.signed(target(target), "{}", SECRETS_MANAGER, NOW);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("\"__type\":\"" + code + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "Action=CreateDBProxy&Version=2014-10-31, InvalidAction",
        "Action=DescribeDBInstances&Version=1999-01-01, InvalidAction",
        "Version=2014-10-31, MissingParameter",
        "%zz, MalformedQueryString",
    })
    void aQueryCallThatIsNotThereIsRefusedInXml(String form, String code) throws IOException {
        SignedCalls.Reply reply = calls.signed(
                each -> each.putHeader("Content-Type", "application/x-www-form-urlencoded"), form, "rds", NOW);
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
        SignedCalls.Reply reply = calls.signed(target("secretsmanager.CreateSecret"), body, SECRETS_MANAGER, NOW);
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    }

    /** A client that sends on while the answer comes may miss it, so this one sends no byte of what it announces. */
    @Test
    @OwnRouter
    void aMillionBytesAreTooManyBeforeTheFirstIsRead() throws IOException {
        URI router = caller.addressOf(SECRETS_MANAGER);
        try (Socket socket = new Socket(router.getHost(), router.getPort())) {
            String head = "POST / HTTP/1.1\r\nHost: " + router.getAuthority() + "\r\nContent-Length: 1100000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            // the connection stays open for the rest of the body: the answer has no end to wait for
            byte[] start = socket.getInputStream().readNBytes(TOO_LARGE.length());
            assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo(TOO_LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a|b", "/%zz", "/?a|b", "//", "*", "/2015-03-31/functions/%2"})
    @OwnRouter
    void anAddressThatCannotBeReadIsAnsweredAllTheSame(String address) throws IOException {
        URI router = caller.addressOf(SECRETS_MANAGER);
        try (Socket socket = new Socket(router.getHost(), router.getPort())) {
            String request = "POST " + address + " HTTP/1.1\r\nHost: " + router.getAuthority()
                    + "\r\nX-Amz-Target: secretsmanager.ListSecrets\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("x-amzn-ErrorType: MalformedHttpRequestException", "x-amzn-RequestId: ")
                    .endsWith("\"message\":\"The address of the request cannot be read.\"}");
        }
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
            SignedCalls.Reply reply = calls.signed(target("secretsmanager." + operation), body, SECRETS_MANAGER, NOW);
            assertThat(reply.status())
                    .as("seed %d: %s %s", seed, operation, body)
                    .isLessThan(500);
        }
    }
}
