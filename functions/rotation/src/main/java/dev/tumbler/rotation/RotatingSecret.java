package dev.tumbler.rotation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/**
 * The secret that an event is about.
 *
 * @param labels the staging labels of each version, by version id
 */
record RotatingSecret(
        RotationEvent event, boolean rotationDisabled, Map<String, List<String>> labels, SystemTags tags) {

    /** A secret whose description does not tell whether rotation is enabled passes, as with AWS's functions. */
    static RotatingSecret of(RotationEvent event, DescribeSecretResponse description) {
        return new RotatingSecret(
                event,
                Boolean.FALSE.equals(description.rotationEnabled()),
                description.versionIdsToStages(),
                SystemTags.of(description.tags()));
    }

    String id() {
        return event.secretId();
    }

    /** The labels of the version that is to become current; empty if the secret has no such version. */
    Optional<List<String>> labelsOfNext() {
        return Optional.ofNullable(labels.get(event.clientRequestToken()));
    }

    Optional<String> holder(String label) {
        return labels.entrySet().stream()
                .filter(version -> version.getValue().contains(label))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
