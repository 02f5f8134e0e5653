package dev.tumbler.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Stands where a client of the SDK expects the network: a Function URL with the front door behind it. */
final class FunctionUrl implements SdkHttpClient {
    static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:front-door";
    static final String REQUEST_ID = "8f5e4d2c-0a1b-4c3d-9e8f-7a6b5c4d3e2f";

    private static final Context CONTEXT = (Context) Proxy.newProxyInstance(
            FunctionUrl.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "getAwsRequestId" -> REQUEST_ID;
                case "getInvokedFunctionArn" -> FUNCTION;
                case "getFunctionName" -> "front-door";
                default -> throw new UnsupportedOperationException(method.getName());
            });

    /** What the function answers. */
    @SuppressWarnings("ArrayRecordComponent") // read once and never compared
    record Reply(int status, Map<String, JsonNode> headers, byte[] body) {
        private static Reply of(String json) {
            Map<String, JsonNode> members = JsonNode.parser().parse(json).asObject();
            assertThat(members.get("isBase64Encoded").asBoolean()).isFalse();
            return new Reply(
                    Integer.parseInt(members.get("statusCode").asNumber()),
                    members.get("headers").asObject(),
                    members.get("body").asString().getBytes(StandardCharsets.UTF_8));
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.get(name).asString();
        }
    }

    private final FrontDoorFunction function;
    private UnaryOperator<HttpEvent> onTheWay = UnaryOperator.identity();

    FunctionUrl(FrontDoorFunction function) {
        this.function = function;
    }

    /** The same address, where an event is changed on its way. */
    FunctionUrl changing(UnaryOperator<HttpEvent> change) {
        FunctionUrl changing = new FunctionUrl(function);
        changing.onTheWay = change;
        return changing;
    }

    Reply invoke(HttpEvent event) throws IOException {
        return Reply.of(invoke(onTheWay.apply(event).json()));
    }

    String invoke(byte[] event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(event), answer, CONTEXT);
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest execution) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return response(invoke(HttpEvent.of(execution.httpRequest(), body(execution))));
            }

            @Override
            public void abort() {
                // the answer is there at once: there is nothing to stop
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

    private static HttpExecuteResponse response(Reply reply) {
        SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(reply.status());
        reply.headers().forEach((name, value) -> response.putHeader(name, value.asString()));
        return HttpExecuteResponse.builder()
                .response(response.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(reply.body())))
                .build();
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
