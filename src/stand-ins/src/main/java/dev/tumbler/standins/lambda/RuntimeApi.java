package dev.tumbler.standins.lambda;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Lambda Runtime API for one process of a function, on a port of its own. Its address ends in a token, which only the
 * process is given: a path that every request begins with. {@link RuntimeApiGuard} refuses a request without it.
 *
 * <p>Most runtime interface clients put the whole address before the path that they ask for. {@code client.py} and
 * {@code client.mjs} teach it to those that do not.
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
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;

    /** How long a connection may keep back what it has begun; while it waits for an invocation it may be silent. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

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
    private final String token = UUID.randomUUID().toString();
    private final RuntimeConnections connections;

    private RuntimeApi(Vertx vertx, Listener listener, Duration patience) {
        this.listener = listener;
        this.connections = new RuntimeConnections(vertx, patience);
        // Vert.x sets TCP_NODELAY, without which each invocation would take 40 ms
        this.server = vertx.createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setPort(0).setHttp2ClearTextEnabled(false));
    }

    static Future<RuntimeApi> listen(Vertx vertx, Listener listener) {
        return listen(vertx, listener, PATIENCE);
    }

    static Future<RuntimeApi> listen(Vertx vertx, Listener listener, Duration patience) {
        RuntimeApi api = new RuntimeApi(vertx, listener, patience);
        return api.server
                .connectionHandler(api.connections::opened)
                .requestHandler(api::admit)
                .listen()
                .map(listening -> api);
    }

    /** As {@code AWS_LAMBDA_RUNTIME_API} shows it. */
    String address() {
        return host() + "/" + token;
    }

    private String host() {
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

    private void admit(HttpServerRequest request) {
        Optional<String> path = new RuntimeApiGuard(host(), token).admitted(request);
        if (path.isPresent()) {
            connections.admitted(request.connection());
            route(request, path.get());
        } else {
            answer(request.response(), FORBIDDEN, FunctionFailure.json("Forbidden", "not the function's process"))
                    .onComplete(sent -> request.connection().close());
        }
    }

    private void route(HttpServerRequest request, String path) {
        Matcher outcome = OUTCOME.matcher(path);
        if (request.method().equals(HttpMethod.GET) && path.equals(NEXT)) {
            listener.next(request.response());
        } else if (request.method().equals(HttpMethod.POST) && outcome.matches()) {
            boolean success = outcome.group(2).equals("response");
            String requestId = outcome.group(1);
            connections.read(request, MOST_BYTES, body -> report(request, requestId, success, body));
        } else if (request.method().equals(HttpMethod.POST) && path.equals(INIT_ERROR)) {
            // the listener closes this server, so the answer goes first
            connections.read(request, MOST_BYTES, body -> answer(request.response(), ACCEPTED, "{\"status\":\"OK\"}")
                    .onComplete(sent -> listener.failedToStart(startError(body))));
        } else {
            answer(request.response(), NOT_FOUND, FunctionFailure.json("NotFound", "no such path"));
        }
    }

    private static byte[] startError(Buffer body) {
        return result(false, body.length() > MOST_BYTES, body).payload();
    }

    private void report(HttpServerRequest request, String requestId, boolean success, Buffer body) {
        HttpServerResponse response = request.response();
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
}
