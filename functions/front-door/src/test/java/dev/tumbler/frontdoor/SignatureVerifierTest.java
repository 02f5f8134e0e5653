package dev.tumbler.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** What the AWS SDK signs is accepted, and nothing that was changed after that. */
class SignatureVerifierTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static final Credentials HOLDER = new Credentials(
            "test", "test", "123456789012", "arn:aws:iam::123456789012:user/test", "AIDATEST", Optional.empty());

    private static final AccessKeys KEYS = new AccessKeys() {
        @Override
        public Optional<Credentials> find(String accessKeyId) {
            return Optional.of(HOLDER).filter(holder -> holder.accessKeyId().equals(accessKeyId));
        }

        @Override
        public boolean serves(String region) {
            return region.equals("eu-west-1");
        }
    };

    private final SignatureVerifier verifier = new SignatureVerifier(InstantSource.fixed(NOW));

    private static SignedRequest signed(String path, String header, String body, Instant when) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .protocol("http")
                .host("127.0.0.1")
                .port(4566)
                .encodedPath(path)
                .putHeader("X-Amz-Target", header)
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(each -> each.identity(AwsBasicCredentials.create("test", "test"))
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "secretsmanager")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(when, ZoneOffset.UTC)))
                .request();
        return received(signed, body);
    }

    private static SignedRequest received(SdkHttpRequest request, String body) {
        Map<String, List<String>> headers = new HashMap<>();
        request.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new SignedRequest(
                request.method().name(), request.encodedPath(), "", headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static SignedRequest with(SignedRequest request, String header, String value) {
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        headers.put(header, List.of(value));
        return new SignedRequest(request.method(), request.path(), request.query(), headers, request.body());
    }

    private void assertRefused(SignedRequest request, ErrorCode code, String words) {
        assertThatThrownBy(() -> verifier.verify(request, "secretsmanager", KEYS))
                .isInstanceOfSatisfying(AwsException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(code))
                .hasMessageContaining(words);
    }

    @Property(tries = 200)
    void whateverTheSdkSignsIsVerified(
            @ForAll @AlphaChars @StringLength(min = 1, max = 30) String header, @ForAll String body) {
        Caller caller = verifier.verify(signed("/", header, body, NOW), "secretsmanager", KEYS);
        assertThat(caller.region()).isEqualTo("eu-west-1");
        assertThat(caller.arn()).isEqualTo("arn:aws:iam::123456789012:user/test");
    }

    @Test
    void aPathIsEncodedTwice() {
        assertThat(verifier.verify(signed("/a%20b/c", "x", "", NOW), "secretsmanager", KEYS)
                        .account())
                .isEqualTo("123456789012");
    }

    @Test
    void anotherBodyIsRefused() {
        SignedRequest request = signed("/", "x", "body", NOW);
        SignedRequest changed =
                new SignedRequest(request.method(), request.path(), "", request.headers(), new byte[] {1});
        assertRefused(changed, ErrorCode.INVALID_SIGNATURE, "does not match");
    }

    @Test
    void anotherSignedHeaderIsRefused() {
        assertRefused(
                with(signed("/", "x", "body", NOW), "x-amz-target", "y"), ErrorCode.INVALID_SIGNATURE, "not match");
    }

    @Test
    void aSignatureThatDoesNotCoverTheHostIsRefused() {
        SignedRequest request = signed("/", "x", "body", NOW);
        String header = request.header("authorization").orElseThrow().replace("host;", "");
        assertRefused(with(request, "authorization", header), ErrorCode.INVALID_SIGNATURE, "not match");
    }

    @Test
    void anOldSignatureIsRefusedWithTheTimesInAwsWords() {
        assertRefused(
                signed("/", "x", "", NOW.minus(Duration.ofMinutes(16))),
                ErrorCode.INVALID_SIGNATURE,
                "Signature expired: 20260102T024805Z is now earlier than 20260102T024905Z (20260102T030405Z - 15 min.)");
    }

    @Test
    void aSignatureFromTheFutureIsRefused() {
        assertRefused(
                signed("/", "x", "", NOW.plus(Duration.ofMinutes(16))),
                ErrorCode.INVALID_SIGNATURE,
                "Signature not yet current: 20260102T032005Z");
    }

    @Test
    void aScopeForAnotherServiceIsRefused() {
        assertThatThrownBy(() -> verifier.verify(signed("/", "x", "", NOW), "rds", KEYS))
                .hasMessage("Credential should be scoped to correct service: 'rds'.");
    }

    @Test
    void aStrangersKeyAndASessionTokenAreNotRecognised() {
        SignedRequest request = signed("/", "x", "", NOW);
        String stranger = request.header("authorization").orElseThrow().replace("=test/", "=AKIA/");
        assertRefused(with(request, "authorization", stranger), ErrorCode.UNRECOGNIZED_CLIENT, "The security token");
        assertRefused(with(request, "x-amz-security-token", "t"), ErrorCode.UNRECOGNIZED_CLIENT, "The security token");
    }

    @Test
    void whatIsMissingIsListed() {
        SignedRequest request = signed("/", "x", "", NOW);
        assertRefused(
                with(request, "authorization", "AWS4-HMAC-SHA256 Signature=abc"),
                ErrorCode.INCOMPLETE_SIGNATURE,
                "Authorization header requires 'Credential' parameter. Authorization header requires 'SignedHeaders'"
                        + " parameter. Authorization=AWS4-HMAC-SHA256 Signature=abc");
        assertRefused(
                new SignedRequest("POST", "/", "", Map.of(), new byte[0]),
                ErrorCode.MISSING_AUTHENTICATION_TOKEN,
                "Missing Authentication Token");
    }
}
