package dev.tumbler.secretsmanager;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.secret.SecretArn;
import java.util.List;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueRequest;

/** What a batch asks for: secrets by name, or whatever its filters find. */
final class RequestedBatch {
    private RequestedBatch() {}

    /** Whether the secrets are named; refuses a request that is neither one thing nor the other. */
    static boolean namesSecrets(BatchGetSecretValueRequest request) {
        boolean named = !request.secretIdList().isEmpty();
        if (named == !request.filters().isEmpty()) {
            throw AwsException.invalidParameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
        }
        if (named && request.maxResults() != null) {
            throw AwsException.invalidParameter(
                    "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.");
        }
        return named;
    }

    /**
     * The secrets that are named, each once and in the order they were asked for; AWS says nothing of repetitions. An id
     * with illegal characters is refused as everywhere, and the batch with it. A list has one page, so no token is its own.
     */
    static List<String> secretIds(BatchGetSecretValueRequest request) {
        if (request.nextToken() != null) {
            throw PageTokens.invalid();
        }
        List<String> ids = request.secretIdList().stream().distinct().toList();
        ids.forEach(SecretArn::checkForm);
        return ids;
    }
}
