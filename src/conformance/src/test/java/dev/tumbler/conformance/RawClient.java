package dev.tumbler.conformance;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Sends calls that no SDK would send, signed all the same. */
final class RawClient implements AutoCloseable {
    private static final int SECONDS = 30;

    /** What a signer makes itself, or what would have a call refused before it is looked at. */
    private static final List<String> UNSIGNED =
            List.of("authorization", "host", "origin", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final URI endpoint;

    RawClient(URI endpoint) {
        this.endpoint = endpoint;
    }

    record Reply(int status, MultiMap headers, Buffer body) {}

    Reply send(FuzzedCall call) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setHost(endpoint.getHost())
                .setPort(endpoint.getPort())
                .setURI(call.query().isEmpty() ? "/" : "/?" + call.query());
        signed(call).forEachHeader((name, values) -> options.putHeader(name, values.get(0)));
        some(call, UNSIGNED::contains).forEach(options::putHeader);
        Future<Reply> reply = client.request(options)
                .compose(request -> request.send(Buffer.buffer(call.body())).compose(response -> response.body()
                        .map(body -> new Reply(response.statusCode(), response.headers(), body))));
        return reply.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private SdkHttpRequest signed(FuzzedCall call) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(call.method()))
                .uri(endpoint.resolve(call.query().isEmpty() ? "/" : "/?" + call.query()));
        some(call, name -> !UNSIGNED.contains(name)).forEach(request::putHeader);
        byte[] covered = call.tampered()
                ? Buffer.buffer(call.body()).appendByte((byte) 0).getBytes()
                : call.body();
        return AwsV4HttpSigner.create()
                .sign(each -> each.identity(AwsBasicCredentials.create("test", "test"))
                        .request(request.build())
                        .payload(() -> new ByteArrayInputStream(covered))
                        .putProperty(
                                AwsV4HttpSigner.SERVICE_SIGNING_NAME,
                                call.service().signingName())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request();
    }

    private static Map<String, String> some(FuzzedCall call, Predicate<String> wanted) {
        return call.headers().entrySet().stream()
                .filter(each -> wanted.test(each.getKey().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
