package dev.tumbler.router.dispatch;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Calls over HTTP that are signed with the keys that everybody knows. */
final class HttpCalls implements AutoCloseable {
    private final HttpClient client;
    private final URI endpoint;

    HttpCalls(Vertx vertx, URI endpoint) {
        this.client = vertx.createHttpClient();
        this.endpoint = endpoint;
    }

    record Reply(int status, MultiMap headers, String body) {}

    HttpClientRequest begin(HttpMethod method, String path, Map<String, String> headers) {
        return join(client.request(options(method, path, headers)));
    }

    /** As a page would put it into an image: good for a minute, signed with the keys that everybody knows. */
    String link(String operation, String version, String service) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(endpoint.resolve("/?Action=" + operation + "&Version=" + version))
                .build();
        return "/?"
                + AwsV4HttpSigner.create()
                        .sign(each -> each.identity(AwsBasicCredentials.create("test", "test"))
                                .request(request)
                                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(1))
                                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING))
                        .request()
                        .encodedQueryParameters()
                        .orElseThrow();
    }

    Map<String, String> sign(
            SdkHttpRequest.Builder request, SdkHttpMethod method, String path, byte[] body, String service) {
        SdkHttpRequest unsigned = request.method(method)
                .uri(endpoint.resolve(path.replace("%", "%25")))
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(each -> each.identity(AwsBasicCredentials.create("test", "test"))
                        .request(unsigned)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request();
        Map<String, String> headers = new HashMap<>();
        signed.forEachHeader((name, values) -> headers.put(name, values.get(0)));
        return headers;
    }

    RequestOptions options(HttpMethod method, String path, Map<String, String> headers) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost(endpoint.getHost())
                .setPort(endpoint.getPort())
                .setURI(path);
        headers.forEach(options::putHeader);
        return options;
    }

    Reply send(HttpMethod method, String path, Map<String, String> headers, String body) {
        return join(client.request(options(method, path, headers))
                .compose(request -> request.send(body).compose(HttpCalls::whole)));
    }

    static Future<Reply> whole(HttpClientResponse response) {
        return response.body().map(body -> new Reply(response.statusCode(), response.headers(), body.toString()));
    }

    static <T> T join(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        join(client.close());
    }
}
