package dev.tumbler.frontdoor;

import java.util.Optional;

/**
 * An access key and who it belongs to.
 *
 * @param service the AWS service that signs with it; empty for people
 */
public record Credentials(
        String accessKeyId,
        String secretAccessKey,
        String account,
        String arn,
        String userId,
        Optional<String> service) {

    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
