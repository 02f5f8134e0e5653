package dev.tumbler.standins.lambda;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Functions that run elsewhere, invoked over HTTP as Lambda's own Invoke is. */
final class ServedFunctions {
    private static final String LOG_RESULT = "X-Amz-Log-Result";
    private static final int FIRST_FAILURE = 300;

    private final HttpClient client;

    ServedFunctions(Vertx vertx) {
        this.client = vertx.createHttpClient();
    }

    /** The address of a function: a path of its own stands as it is, else it is Lambda's with the function's name. */
    static URI address(URI endpoint, String name) {
        String path = Optional.ofNullable(endpoint.getPath()).orElse("");
        return path.length() > 1 ? endpoint : endpoint.resolve("/2015-03-31/functions/" + name + "/invocations");
    }

    CompletionStage<InvocationResult> invoke(LambdaFunction function, FunctionCode.Served code, Invocation invocation) {
        URI address = address(code.endpoint(), function.id().name());
        int seconds = function.settings().timeoutSeconds();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(address.toString())
                .putHeader("Content-Type", "application/json")
                .putHeader("X-Amz-Invocation-Type", "RequestResponse")
                .putHeader("X-Amz-Log-Type", "Tail");
        return client.request(options)
                .compose(request -> send(request, invocation))
                .timeout(seconds, TimeUnit.SECONDS)
                .otherwise(failure -> failure instanceof TimeoutException
                        ? FunctionFailure.timedOut(invocation.requestId(), seconds)
                        : unavailable(address))
                .toCompletionStage();
    }

    private static Future<InvocationResult> send(HttpClientRequest request, Invocation invocation) {
        return request.send(Buffer.buffer(invocation.payload()))
                .compose(response -> response.body().map(body -> result(response, body)));
    }

    private static InvocationResult result(HttpClientResponse response, Buffer body) {
        boolean refused = response.statusCode() >= FIRST_FAILURE;
        Optional<String> error = Optional.ofNullable(response.getHeader("X-Amz-Function-Error"))
                .or(() -> refused ? Optional.of("Unhandled") : Optional.empty());
        if (body.length() > RuntimeApi.MOST_BYTES) {
            return FunctionFailure.answerTooLarge(RuntimeApi.MOST_BYTES);
        }
        return new InvocationResult(body.getBytes(), error, log(response));
    }

    private static byte[] log(HttpClientResponse response) {
        String log = Optional.ofNullable(response.getHeader(LOG_RESULT)).orElse("");
        return Base64.getMimeDecoder().decode(log);
    }

    /** There is no such thing in AWS; type and words are ours. */
    private static InvocationResult unavailable(URI address) {
        return InvocationResult.failure("Runtime.Unavailable", "No function answers at " + address);
    }

    void close() {
        client.close();
    }
}
