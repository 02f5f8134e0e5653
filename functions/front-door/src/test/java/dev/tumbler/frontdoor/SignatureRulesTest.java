package dev.tumbler.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** A signature that fits is not enough: it also has to be whole, of its day, and of all that matters. */
class SignatureRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static final AccessKeys KEYS = new AccessKeys() {
        @Override
        public Optional<Credentials> find(String accessKeyId) {
            return Optional.of(new Credentials("test", "test", "123456789012", "arn", "AIDATEST", Optional.empty()));
        }

        @Override
        public boolean serves(String region) {
            return true;
        }
    };

    private final SignatureVerifier verifier = new SignatureVerifier(InstantSource.fixed(NOW));

    private void assertRefused(SignedRequest request, ErrorCode code, String words) {
        assertThatThrownBy(() -> verifier.verify(request, "secretsmanager", KEYS))
                .isInstanceOfSatisfying(AwsException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(code))
                .hasMessageContaining(words);
    }

    @Test
    void whatIsSignedByHandIsAccepted() {
        SignedRequest request = new HandSigned()
                .header("x-amz-target", "secretsmanager.ListSecrets")
                .request();
        assertThat(verifier.verify(request, "secretsmanager", KEYS).account()).isEqualTo("123456789012");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "202601", "20260102T", "20260103"})
    void theScopeNamesTheWholeDay(String date) {
        assertRefused(
                new HandSigned().date(date).request(),
                ErrorCode.INVALID_SIGNATURE,
                "Date in Credential scope does not match YYYYMMDD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a-", "1", "eu-west-", "eu_west-1", "a-a-a-a-a-a-1"})
    void aRegionHasTheFormOfOne(String region) {
        assertRefused(new HandSigned().region(region).request(), ErrorCode.INVALID_SIGNATURE, "to a valid region");
    }

    @Test
    void aRegionOfManyPartsIsRefusedWithoutRecursion() {
        assertRefused(
                new HandSigned().region("a-".repeat(3_000) + "1").request(),
                ErrorCode.INCOMPLETE_SIGNATURE,
                "too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-target", "x-amz-content-sha256", "x-amz-anything"})
    void everyHeaderOfAwsIsSigned(String name) {
        assertRefused(
                new HandSigned().unsigned(name, "x").request(), ErrorCode.INVALID_SIGNATURE, "which were not signed");
    }

    @Test
    void aHashThatIsNotTheBodysIsRefused() {
        assertRefused(
                new HandSigned().header("x-amz-content-sha256", "0".repeat(64)).request(),
                ErrorCode.INVALID_SIGNATURE,
                "does not match what was computed");
        assertRefused(
                new HandSigned()
                        .header("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
                        .request(),
                ErrorCode.INVALID_SIGNATURE,
                "does not match what was computed");
    }

    @Test
    void thereIsOneAuthorizationHeader() {
        HandSigned signed = new HandSigned();
        String authorization = signed.authorization();
        for (String other : List.of(authorization, "Basic eDp5", authorization.replace("test/", "other/"))) {
            assertThatThrownBy(() ->
                            verifier.verify(signed.request(List.of(authorization, other)), "secretsmanager", KEYS))
                    .isInstanceOf(AwsException.class);
            assertThatThrownBy(() ->
                            verifier.verify(signed.request(List.of(other, authorization)), "secretsmanager", KEYS))
                    .isInstanceOf(AwsException.class);
        }
    }

    @Test
    void aHeaderIsNamedOnce() {
        HandSigned signed = new HandSigned();
        String twice = signed.authorization().replace("=host;", "=host;host;");
        assertRefused(signed.request(List.of(twice)), ErrorCode.INCOMPLETE_SIGNATURE, "one twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "604801", "-1", "", "1e3", "99999999999999999999"})
    void anAddressIsGoodForAWeekAtMost(String expires) {
        SignedRequest request = presigned(NOW, Duration.ofMinutes(1));
        assertRefused(
                withQuery(request, request.query().replace("Expires=60", "Expires=" + expires)),
                ErrorCode.INCOMPLETE_SIGNATURE,
                "between 1 and 604800");
    }

    @Test
    void anAddressIsGoodForAsLongAsItSays() {
        SignedRequest inTime = presigned(NOW.minusSeconds(7_199), Duration.ofHours(2));
        assertThat(verifier.verify(inTime, "secretsmanager", KEYS).region()).isEqualTo("eu-west-1");
        assertRefused(
                presigned(NOW.minusSeconds(7_201), Duration.ofHours(2)),
                ErrorCode.INVALID_SIGNATURE,
                "Signature expired: ");
        assertRefused(
                presigned(NOW.minusSeconds(61), Duration.ofMinutes(1)),
                ErrorCode.INVALID_SIGNATURE,
                "Signature expired: ");
    }

    @Test
    void aParameterOfTheSignatureIsThereOnce() {
        SignedRequest request = presigned(NOW, Duration.ofMinutes(1));
        assertRefused(
                withQuery(request, request.query() + "&x-amz-expires=5"), ErrorCode.INCOMPLETE_SIGNATURE, "twice");
        assertRefused(withQuery(request, request.query() + "&X%2DAmz-Date=5"), ErrorCode.INCOMPLETE_SIGNATURE, "twice");
    }

    @Test
    void aRequestIsSignedInOnePlace() {
        SignedRequest request = presigned(NOW, Duration.ofMinutes(1));
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        headers.put("authorization", List.of(new HandSigned().authorization()));
        assertRefused(
                new SignedRequest("GET", "/", request.query(), headers, new byte[0]),
                ErrorCode.INCOMPLETE_SIGNATURE,
                "Only one auth mechanism allowed");
    }

    @Test
    void anAddressSignsTheHeadersOfAwsToo() {
        SignedRequest request = presigned(NOW, Duration.ofMinutes(1));
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        headers.put("x-amz-target", List.of("secretsmanager.DeleteSecret"));
        assertRefused(
                new SignedRequest("GET", "/", request.query(), headers, new byte[0]),
                ErrorCode.INVALID_SIGNATURE,
                "which were not signed");
    }

    private static SignedRequest withQuery(SignedRequest request, String query) {
        return new SignedRequest(request.method(), request.path(), query, request.headers(), request.body());
    }

    private static SignedRequest presigned(Instant when, Duration good) {
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(each -> each.identity(AwsBasicCredentials.create("test", "test"))
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.GET)
                                .protocol("http")
                                .host("127.0.0.1")
                                .encodedPath("/")
                                .build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "secretsmanager")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, good)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(when, ZoneOffset.UTC)))
                .request();
        Map<String, List<String>> headers = new HashMap<>();
        signed.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new SignedRequest("GET", "/", signed.encodedQueryParameters().orElse(""), headers, new byte[0]);
    }
}
