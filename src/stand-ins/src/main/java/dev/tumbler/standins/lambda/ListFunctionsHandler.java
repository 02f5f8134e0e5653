package dev.tumbler.standins.lambda;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;

/** ListFunctions: the functions of an account and region, by name. */
@Named("lambda.ListFunctions")
@Singleton
public class ListFunctionsHandler extends LambdaHandler<ListFunctionsRequest, ListFunctionsResponse> {
    /** As in AWS, whatever is asked for. */
    private static final int LONGEST_PAGE = 50;

    private final LambdaStandIn lambda;

    @Inject
    public ListFunctionsHandler(LambdaStandIn lambda) {
        super("ListFunctions", ListFunctionsRequest::builder);
        this.lambda = lambda;
    }

    @Override
    CompletionStage<ListFunctionsResponse> answer(ListFunctionsRequest request, FunctionCall call) {
        int limit = Optional.ofNullable(request.maxItems())
                .map(asked -> Math.min(asked, LONGEST_PAGE))
                .orElse(LONGEST_PAGE);
        return lambda.functions()
                .list(call.account(), call.region(), after(request.marker()), limit)
                .thenApply(page -> ListFunctionsResponse.builder()
                        .functions(page.items().stream()
                                .map(FunctionAnswer::configuration)
                                .toList())
                        .nextMarker(
                                page.next().map(ListFunctionsHandler::marker).orElse(null))
                        .build());
    }

    private static String marker(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The name behind which a page begins; the words of the refusal are ours. */
    private static Optional<String> after(String marker) {
        try {
            return Optional.ofNullable(marker)
                    .filter(text -> !text.isEmpty())
                    .map(text -> new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException noMarker) {
            throw new AwsException(ErrorCode.LAMBDA_INVALID_PARAMETER_VALUE, "The marker is not valid.", noMarker);
        }
    }
}
