package dev.tumbler.router.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The JDK's own HTTP client, which does for a command that makes a few calls: it starts at once and has no threads to stop.
 *
 * <p>An answer that is cut off, as by a kill, is an {@link IOException} here whenever that happens, which the SDK makes its
 * own failure; the client as it is lets an unchecked one through if it happens after the first line.
 */
final class JdkHttp implements SdkHttpClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

    private final SdkHttpClient client = UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(ANSWER_TIMEOUT)
            .build();

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Call(client.prepareRequest(request));
    }

    private record Call(ExecutableHttpRequest plain) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws IOException {
            try {
                return plain.call();
            } catch (UncheckedIOException cutOff) {
                throw cutOff.getCause();
            }
        }

        @Override
        public void abort() {
            plain.abort();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
