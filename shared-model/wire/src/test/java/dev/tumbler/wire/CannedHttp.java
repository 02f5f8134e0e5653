package dev.tumbler.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Stands where a client of the SDK expects the network: keeps what was sent, gives the answer it was told to give. */
final class CannedHttp implements SdkHttpClient {
    private byte[] sent = new byte[0];
    private SdkHttpRequest request;
    private int status = 200;
    private String contentType = "";
    private Map<String, String> headers = Map.of();
    private byte[] answer = new byte[0];

    void answerWith(int nextStatus, String nextContentType, byte[] nextAnswer) {
        status = nextStatus;
        contentType = nextContentType;
        answer = nextAnswer;
    }

    /** An answer whose members stand in headers too. */
    void answerWith(RestAnswer rest) {
        answerWith(rest.status(), "application/json", rest.body());
        headers = rest.headers();
    }

    byte[] sent() {
        return sent;
    }

    /** What stood around the body that was sent. */
    SdkHttpRequest request() {
        return request;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest execution) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                request = execution.httpRequest();
                sent = body(execution);
                return canned();
            }

            @Override
            public void abort() {
                // a canned answer is there at once: there is nothing to stop
            }
        };
    }

    private static byte[] body(HttpExecuteRequest request) throws IOException {
        if (request.contentStreamProvider().isEmpty()) {
            return new byte[0];
        }
        try (InputStream stream = request.contentStreamProvider().get().newStream()) {
            return stream.readAllBytes();
        }
    }

    private HttpExecuteResponse canned() {
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(status)
                        .applyMutation(each -> headers.forEach(each::putHeader))
                        .putHeader("Content-Type", contentType)
                        .putHeader("Content-Length", String.valueOf(answer.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
                .build();
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
