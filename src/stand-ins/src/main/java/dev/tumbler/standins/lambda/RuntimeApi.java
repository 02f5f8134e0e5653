package dev.tumbler.standins.lambda;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Lambda Runtime API for one process of a function. Each process has a port of its own, for that is all that every
 * runtime interface client understands: some take a path behind the port, some do not.
 */
final class RuntimeApi {
    /** What a function may answer at most, as in AWS. */
    static final int MOST_BYTES = 6_291_556;

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String NEXT = ROOT + "invocation/next";
    private static final String INIT_ERROR = ROOT + "init/error";
    private static final Pattern OUTCOME = Pattern.compile(ROOT + "invocation/([^/]+)/(response|error)");
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;

    /** What a process says. It is called on an event loop and must not wait. */
    interface Listener {
        /** It waits for work. */
        void next(HttpServerResponse response);

        /** What it answered, and whether the invocation is the one it has. */
        boolean answered(String requestId, InvocationResult result);

        /** It cannot even begin. */
        void failedToStart(byte[] error);
    }

    private final Listener listener;
    private final HttpServer server;

    private RuntimeApi(Vertx vertx, Listener listener) {
        this.listener = listener;
        // Vert.x sets TCP_NODELAY, without which each invocation would take 40 ms
        this.server = vertx.createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setPort(0).setHttp2ClearTextEnabled(false));
    }

    static Future<RuntimeApi> listen(Vertx vertx, Listener listener) {
        RuntimeApi api = new RuntimeApi(vertx, listener);
        return api.server.requestHandler(api::route).listen().map(listening -> api);
    }

    /** As {@code AWS_LAMBDA_RUNTIME_API} says it. */
    String address() {
        return "127.0.0.1:" + server.actualPort();
    }

    Future<Void> close() {
        return server.close();
    }

    /** Hands an invocation to the process that waits for one. */
    static void deliver(HttpServerResponse waiting, Invocation invocation, LambdaFunction function, Instant now) {
        Instant deadline = now.plusSeconds(function.settings().timeoutSeconds());
        waiting.putHeader("Content-Type", "application/json")
                .putHeader("Lambda-Runtime-Aws-Request-Id", invocation.requestId())
                .putHeader("Lambda-Runtime-Deadline-Ms", String.valueOf(deadline.toEpochMilli()))
                .putHeader("Lambda-Runtime-Invoked-Function-Arn", function.arn())
                .end(Buffer.buffer(invocation.payload()));
    }

    private void route(HttpServerRequest request) {
        Matcher outcome = OUTCOME.matcher(request.path());
        if (request.method().equals(HttpMethod.GET) && request.path().equals(NEXT)) {
            listener.next(request.response());
        } else if (request.method().equals(HttpMethod.POST) && outcome.matches()) {
            boolean success = outcome.group(2).equals("response");
            String requestId = outcome.group(1);
            new Body(request).read(body -> report(request.response(), requestId, success, body));
        } else if (request.method().equals(HttpMethod.POST) && request.path().equals(INIT_ERROR)) {
            // whoever hears of it closes this server, so the answer goes first
            new Body(request).read(body -> answer(request.response(), ACCEPTED, "{\"status\":\"OK\"}")
                    .onComplete(sent -> listener.failedToStart(body.getBytes())));
        } else {
            answer(request.response(), NOT_FOUND, FunctionFailure.json("NotFound", "no such path"));
        }
    }

    private void report(HttpServerResponse response, String requestId, boolean success, Buffer body) {
        boolean tooLarge = body.length() > MOST_BYTES;
        if (!listener.answered(requestId, result(success, tooLarge, body))) {
            answer(response, BAD_REQUEST, FunctionFailure.json("InvalidRequestID", "Invalid request ID"));
        } else if (tooLarge) {
            answer(
                    response,
                    TOO_LARGE,
                    FunctionFailure.json(
                            "RequestEntityTooLarge",
                            "Exceeded maximum allowed payload size (" + MOST_BYTES + " bytes)."));
        } else {
            answer(response, ACCEPTED, "{\"status\":\"OK\"}");
        }
    }

    private static InvocationResult result(boolean success, boolean tooLarge, Buffer body) {
        if (tooLarge) {
            return FunctionFailure.answerTooLarge(MOST_BYTES);
        }
        return success ? InvocationResult.success(body.getBytes()) : InvocationResult.failure(body.getBytes());
    }

    private static Future<Void> answer(HttpServerResponse response, int status, String json) {
        return response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(json);
    }

    /** A body, of which no more is kept than tells that it is too large. */
    private static final class Body {
        private final HttpServerRequest request;
        private final Buffer kept = Buffer.buffer();

        Body(HttpServerRequest request) {
            this.request = request;
        }

        void read(Consumer<Buffer> whenComplete) {
            request.handler(chunk -> {
                if (kept.length() <= MOST_BYTES) {
                    kept.appendBuffer(chunk);
                }
            });
            request.endHandler(end -> whenComplete.accept(kept));
        }
    }
}
