package dev.tumbler.frontdoor;

import dev.tumbler.domain.Arn;
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

    /** The ARN of whose they are, in the partition of the region that a call is signed for. */
    String arnIn(String region) {
        return Arn.parse(arn)
                .map(parsed -> parsed.inPartitionOf(region).toString())
                .orElse(arn);
    }

    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
