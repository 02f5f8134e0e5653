package dev.tumbler.rotation;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** The tags by which RDS marks the secrets that it makes; AWS's functions do not mind their case. */
record SystemTags(Optional<String> instanceArn, Optional<String> clusterArn) {
    static final SystemTags NONE = new SystemTags(Optional.empty(), Optional.empty());
    private static final String INSTANCE = "aws:rds:primaryDBInstanceArn";
    private static final String CLUSTER = "aws:rds:primaryDBClusterArn";
    private static final int LONGEST_ARN = 256;

    static SystemTags of(List<Tag> tags) {
        return new SystemTags(find(tags, INSTANCE), find(tags, CLUSTER));
    }

    private static Optional<String> find(List<Tag> tags, String key) {
        return tags.stream()
                .filter(tag -> tag.key().equalsIgnoreCase(key))
                .map(Tag::value)
                .findFirst()
                .map(SystemTags::requireFitting);
    }

    private static String requireFitting(String arn) {
        if (arn.length() > LONGEST_ARN) {
            throw new RotationException("%s is not a valid DB Instance ARN. It exceeds the maximum length of %d."
                    .formatted(arn, LONGEST_ARN));
        }
        return arn;
    }
}
