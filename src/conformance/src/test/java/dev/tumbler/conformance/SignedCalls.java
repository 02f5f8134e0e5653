package dev.tumbler.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Calls written by hand, byte by byte, and signed as the SDK would. */
record SignedCalls(Caller caller) {
    static final Clock NOW = InstantSource.system().withZone(ZoneOffset.UTC);

    record Reply(int status, String body) {}

    static Consumer<SdkHttpRequest.Builder> target(String target) {
        return each -> each.putHeader("X-Amz-Target", target).putHeader("Content-Type", "application/x-amz-json-1.1");
    }

    SdkHttpRequest request(Consumer<SdkHttpRequest.Builder> headers, String service) {
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(caller.addressOf(service))
                .encodedPath("/")
                .applyMutation(headers)
                .build();
    }

    Reply signed(Consumer<SdkHttpRequest.Builder> headers, String body, String service, Clock clock)
            throws IOException {
        return send(sign(request(headers, service), body, service, clock), body);
    }

    SdkHttpRequest sign(SdkHttpRequest request, String body, String service, Clock clock) {
        return AwsV4HttpSigner.create()
                .sign(each -> each.identity(caller.credentials().resolveCredentials())
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(
                                AwsV4HttpSigner.REGION_NAME, caller.region().id())
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request();
    }

    static Reply send(SdkHttpRequest request, String body) throws IOException {
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
