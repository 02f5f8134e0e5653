package dev.tumbler.sealing;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tells keys' full ARNs, which RDS shows for whatever form of a key it was given. */
public interface KeyArns {

    /**
     * The ARN of a key, or a failure as those of {@link DataKeys#generate}.
     *
     * @param keyId a key id, key ARN, alias name or alias ARN; empty for {@code aws/secretsmanager}, which is made if it
     *     is not there yet
     */
    CompletionStage<String> keyArn(Optional<String> keyId, KeyPlace place);
}
