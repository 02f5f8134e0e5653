package dev.tumbler.router.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.frontdoor.BodyLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** How much of a body is read, and from whom. */
@QuarkusTest
class BodiesTest {
    private static final Map<String, String> JSON =
            Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "secretsmanager.ListSecrets");

    @Inject
    Vertx vertx;

    @TestHTTPResource("/")
    URI endpoint;

    private HttpCalls calls;

    @BeforeEach
    void connect() {
        calls = new HttpCalls(vertx, endpoint);
    }

    @AfterEach
    void disconnect() {
        calls.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyThatIsTooLargeIsRefusedBeforeItIsThere(boolean announced) {
        byte[] part = "x".repeat(70_000).getBytes(StandardCharsets.UTF_8);
        HttpClientRequest request = calls.begin(HttpMethod.POST, "/", JSON);
        if (announced) {
            request.putHeader("Content-Length", "2000000");
        } else {
            request.setChunked(true);
        }
        Future<HttpCalls.Reply> answer = request.response().compose(HttpCalls::whole);
        for (int sent = 0; sent < BodyLimit.MOST_BYTES + part.length; sent += part.length) {
            HttpCalls.join(request.write(Buffer.buffer(part)));
        }

        HttpCalls.Reply reply = HttpCalls.join(answer);

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.headers().get("Connection")).isEqualToIgnoringCase("close");
        assertThat(reply.headers().get("x-amzn-ErrorType")).isEqualTo("RequestEntityTooLargeException");
        assertThat(reply.body())
                .contains("\"__type\":\"RequestEntityTooLargeException\"", "\"message\":\"Request must be smaller");
    }

    @Test
    void aBodyThatIsJustSmallEnoughIsRead() {
        String body = "{\"Unknown\":\"" + "x".repeat(BodyLimit.MOST_BYTES - 14) + "\"}";

        assertThat(calls.send(HttpMethod.POST, "/", signed(body.getBytes(StandardCharsets.UTF_8)), body)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /2015-03-31/functions, MissingAuthenticationTokenException",
        "PUT, /2015-03-31/functions/any/code, MissingAuthenticationTokenException",
        "POST, /2015-03-31/functions/any/policy, RequestEntityTooLargeException",
    })
    void aLargeUploadIsReadFromWhoeverHasAKey(String method, String path, String code) {
        HttpClientRequest request = calls.begin(HttpMethod.valueOf(method), path, Map.of());
        request.putHeader("Content-Length", "60000000");
        Future<HttpCalls.Reply> answer = request.response().compose(HttpCalls::whole);
        HttpCalls.join(request.write(Buffer.buffer("x")));

        HttpCalls.Reply reply = HttpCalls.join(answer);

        assertThat(reply.headers().get("x-amzn-ErrorType")).isEqualTo(code);
        assertThat(reply.headers().get("Connection")).isEqualToIgnoringCase("close");
    }

    @Test
    void addressesOfTheRouterItselfReadLittle() {
        HttpClientRequest request = calls.begin(HttpMethod.PUT, "/_tumbler/clock", Map.of());
        request.putHeader("Content-Length", "60000000");
        Future<HttpCalls.Reply> answer = request.response().compose(HttpCalls::whole);
        HttpCalls.join(request.write(Buffer.buffer("x")));

        assertThat(HttpCalls.join(answer).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C0AF", "E080AF", "EDA080", "F5808080", "FF", "00"})
    void textThatIsNotUtf8IsRefused(String octets) {
        Buffer body = Buffer.buffer("{\"Unknown\":\"")
                .appendBytes(HexFormat.of().parseHex(octets))
                .appendString("\"}");
        HttpCalls.Reply reply = HttpCalls.join(calls.begin(HttpMethod.POST, "/", signed(body.getBytes()))
                .send(body)
                .compose(HttpCalls::whole));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("\"__type\":\"SerializationException\"");
    }

    private Map<String, String> signed(byte[] body) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder();
        JSON.forEach(request::putHeader);
        return calls.sign(request, SdkHttpMethod.POST, "/", body, "secretsmanager");
    }
}
