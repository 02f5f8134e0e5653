package dev.tumbler.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** Whatever the AWS SDK can sign is accepted: any method, path, query and header. */
class SdkSignedRequestsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Credentials HOLDER =
            new Credentials("test", "test", "123456789012", "arn", "AIDATEST", Optional.empty());

    private static final AccessKeys KEYS = new AccessKeys() {
        @Override
        public Optional<Credentials> find(String accessKeyId) {
            return Optional.of(HOLDER);
        }

        @Override
        public boolean serves(String region) {
            return true;
        }
    };

    private final SignatureVerifier verifier = new SignatureVerifier(InstantSource.fixed(NOW));

    record Shape(
            SdkHttpMethod method,
            String path,
            List<Tuple2<String, String>> query,
            List<Tuple2<String, List<String>>> headers,
            String body) {

        SdkHttpRequest request() {
            SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                    .method(method)
                    .protocol("http")
                    .host("127.0.0.1")
                    .port(4566)
                    .encodedPath(path);
            query.forEach(each -> request.appendRawQueryParameter(each.get1(), each.get2()));
            headers.forEach(each -> request.putHeader(each.get1(), each.get2()));
            return request.build();
        }
    }

    @Provide
    Arbitrary<Shape> shapes() {
        return Combinators.combine(
                        Arbitraries.of(SdkHttpMethod.GET, SdkHttpMethod.POST, SdkHttpMethod.PUT, SdkHttpMethod.DELETE),
                        paths(),
                        parameters(),
                        headers(),
                        Arbitraries.strings().ofMaxLength(20))
                .as(Shape::new);
    }

    private static Arbitrary<String> paths() {
        return Arbitraries.of("a", "b.c", "%20", "%2F", "~x-_", "", "a+b", "arn:aws", "%C3%A9", "(x)", "@", "a=b&c")
                .list()
                .ofMaxSize(5)
                .map(segments -> "/" + String.join("/", segments));
    }

    private static Arbitrary<List<Tuple2<String, String>>> parameters() {
        Arbitrary<String> names = Arbitraries.of("a", "a1", "a-", "A", "a b", "é", "a%", "a=", "a&", "+", "~", "", "*");
        return Combinators.combine(names, Arbitraries.of("", "1", "2", "a b", "+", "%2B", "ü/ö", "=", "&", "*"))
                .as(Tuple::of)
                .list()
                .ofMaxSize(8);
    }

    private static Arbitrary<List<Tuple2<String, List<String>>>> headers() {
        Arbitrary<String> values = Arbitraries.of("x", " x  y ", "a,b", "", "a;b", "  ", "\"q  r\"", "x\ty");
        return Combinators.combine(
                        Arbitraries.of("X-Amz-Target", "X-Amz-Meta", "Content-Type", "X-Other", "Accept", "Cookie"),
                        values.list().ofMinSize(1).ofMaxSize(3))
                .as(Tuple::of)
                .list()
                .uniqueElements(Tuple2::get1)
                .ofMaxSize(4);
    }

    @Property(tries = 2000)
    void aSignatureInAHeaderIsAccepted(@ForAll("shapes") Shape shape) {
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(each -> each.identity(AwsBasicCredentials.create("test", "test"))
                        .request(shape.request())
                        .payload(ContentStreamProvider.fromUtf8String(shape.body()))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
                .request();

        assertThat(verifier.verify(received(signed, shape.body()), "rds", KEYS).region())
                .isEqualTo("eu-west-1");
    }

    @Property(tries = 1000)
    void aSignatureInTheAddressIsAccepted(@ForAll("shapes") Shape shape) {
        assertThat(verifier.verify(presigned(shape.request(), NOW.minus(Duration.ofMinutes(50))), "rds", KEYS)
                        .region())
                .isEqualTo("eu-west-1");
    }

    private static SignedRequest presigned(SdkHttpRequest request, Instant when) {
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(each -> each.identity(AwsBasicCredentials.create("test", "test"))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofHours(1))
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(when, ZoneOffset.UTC)))
                .request();
        return received(signed, "");
    }

    @Test
    void parametersAreSortedByNameBeforeTheirValues() {
        Shape shape =
                new Shape(SdkHttpMethod.GET, "/", List.of(Tuple.of("a", "1"), Tuple.of("a1", "2")), List.of(), "");
        assertThat(verifier.verify(presigned(shape.request(), NOW), "rds", KEYS).region())
                .isEqualTo("eu-west-1");
    }

    private static SignedRequest received(SdkHttpRequest request, String body) {
        Map<String, List<String>> headers = new HashMap<>();
        request.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new SignedRequest(
                request.method().name(),
                request.encodedPath(),
                request.encodedQueryParameters().orElse(""),
                headers,
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
