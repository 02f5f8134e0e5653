package dev.tumbler.domain.secret;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What people say about a secret.
 *
 * @param kmsKeyId the key in the form it was given; empty for {@code aws/secretsmanager}
 * @param owningService the AWS service that manages the secret, such as {@code rds}
 * @param tags in the order they were attached; empty when never tagged, an empty map after the last tag was removed
 */
public record Details(
        Optional<String> description,
        Optional<String> kmsKeyId,
        Optional<String> owningService,
        Optional<Map<String, String>> tags) {

    public Details {
        tags = tags.map(each -> Collections.unmodifiableMap(new LinkedHashMap<>(each)));
    }

    /** The same with another description; empty text takes it away. */
    Details described(String next) {
        return new Details(Optional.of(next).filter(text -> !text.isEmpty()), kmsKeyId, owningService, tags);
    }

    Details sealedUnder(Optional<String> nextKmsKeyId) {
        return new Details(description, nextKmsKeyId, owningService, tags);
    }

    Details tagged(UnaryOperator<Map<String, String>> change) {
        Map<String, String> next = change.apply(new LinkedHashMap<>(tags.orElse(Map.of())));
        return new Details(description, kmsKeyId, owningService, Optional.of(next));
    }
}
