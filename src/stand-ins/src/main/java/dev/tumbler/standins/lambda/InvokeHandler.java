package dev.tumbler.standins.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Invoke: runs a function, at once or later. */
@Named("lambda.Invoke")
@Singleton
public class InvokeHandler extends LambdaHandler<InvokeRequest, InvokeResponse> {
    private static final String AT_ONCE = "RequestResponse";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;
    private static final int MOST_BYTES = 6 * 1024 * 1024;
    private static final int MOST_EVENT_BYTES = 1024 * 1024;
    private static final byte[] EMPTY_OBJECT = {'{', '}'};
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MOST_BYTES).build())
            .build();

    private final LambdaStandIn lambda;

    @Inject
    public InvokeHandler(LambdaStandIn lambda) {
        super("Invoke", InvokeRequest::builder);
        this.lambda = lambda;
    }

    @Override
    CompletionStage<InvokeResponse> answer(InvokeRequest request, FunctionCall call) {
        FunctionId id = FunctionReference.parse(request.functionName(), request.qualifier(), call);
        String type = Optional.ofNullable(request.invocationTypeAsString()).orElse(AT_ONCE);
        Invocation invocation = new Invocation(call.requestId(), payload(request, type));
        return lambda.invocable(id).thenCompose(function -> switch (type) {
            case "DryRun" -> CompletableFuture.completedStage(status(NO_CONTENT));
            case "Event" -> lambda.events().accept(id, invocation).thenApply(kept -> status(ACCEPTED));
            default -> lambda.fleets().invoke(function, invocation).thenApply(result -> answer(request, result));
        });
    }

    private static InvokeResponse status(int status) {
        return InvokeResponse.builder().statusCode(status).build();
    }

    private static InvokeResponse answer(InvokeRequest request, InvocationResult result) {
        boolean tail = "Tail".equals(request.logTypeAsString());
        return InvokeResponse.builder()
                .statusCode(OK)
                .executedVersion("$LATEST")
                .functionError(result.functionError().orElse(null))
                .logResult(tail ? Base64.getEncoder().encodeToString(result.logTail()) : null)
                .payload(SdkBytes.fromByteArrayUnsafe(result.payload()))
                .build();
    }

    /** A function gets an empty object where there is nothing. */
    private static byte[] payload(InvokeRequest request, String type) {
        byte[] payload = Optional.ofNullable(request.payload())
                .map(SdkBytes::asByteArrayUnsafe)
                .orElse(EMPTY_OBJECT);
        int most = type.equals("Event") ? MOST_EVENT_BYTES : MOST_BYTES;
        if (payload.length > most) {
            throw LambdaErrors.payloadTooLarge(payload.length, type, most);
        }
        checkJson(payload);
        return payload;
    }

    private static void checkJson(byte[] payload) {
        try (JsonParser json = JSON.createParser(payload)) {
            json.nextToken();
            json.skipChildren();
            if (json.nextToken() != null) {
                throw LambdaErrors.payloadIsNoJson();
            }
        } catch (IOException malformed) {
            throw LambdaErrors.payloadIsNoJson();
        }
    }
}
