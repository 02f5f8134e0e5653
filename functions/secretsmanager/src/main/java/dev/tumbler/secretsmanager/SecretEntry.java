package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Dates;
import dev.tumbler.domain.secret.Details;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RotationRulesType;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** A secret as DescribeSecret and ListSecrets show it. What has no value is absent, as in AWS. */
final class SecretEntry {
    private SecretEntry() {}

    /**
     * A secret as DescribeSecret shows it.
     *
     * @param replicas its replicas as far as they are there, by region
     */
    static DescribeSecretResponse described(Secret secret, Map<String, Secret> replicas) {
        Details details = secret.details();
        Dates dates = secret.dates();
        return DescribeSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.id().name())
                .description(details.description().orElse(null))
                .kmsKeyId(details.kmsKeyId().orElse(null))
                .rotationEnabled(secret.rotation().enabled().orElse(null))
                .rotationLambdaARN(secret.rotation().function().orElse(null))
                .rotationRules(rules(secret))
                .lastRotatedDate(lastRotated(secret).orElse(null))
                .lastChangedDate(dates.changed())
                .lastAccessedDate(dates.accessed().orElse(null))
                .deletedDate(dates.deletion().orElse(null))
                .nextRotationDate(secret.nextRotation().orElse(null))
                .tags(tags(details))
                .versionIdsToStages(stages(secret))
                .owningService(details.owningService().orElse(null))
                .createdDate(dates.created())
                .primaryRegion(secret.primaryRegion().orElse(null))
                .replicationStatus(ReplicaRegions.shown(secret, replicas))
                .build();
    }

    static SecretListEntry listed(Secret secret) {
        Details details = secret.details();
        Dates dates = secret.dates();
        return SecretListEntry.builder()
                .arn(secret.arn())
                .name(secret.id().name())
                .description(details.description().orElse(null))
                .kmsKeyId(details.kmsKeyId().orElse(null))
                .rotationEnabled(secret.rotation().enabled().orElse(null))
                .rotationLambdaARN(secret.rotation().function().orElse(null))
                .rotationRules(rules(secret))
                .lastRotatedDate(lastRotated(secret).orElse(null))
                .lastChangedDate(dates.changed())
                .lastAccessedDate(dates.accessed().orElse(null))
                .deletedDate(deletionAsked(dates).orElse(null))
                .nextRotationDate(secret.nextRotation().orElse(null))
                .tags(tags(details))
                .secretVersionsToStages(stages(secret))
                .owningService(details.owningService().orElse(null))
                .createdDate(dates.created())
                .primaryRegion(secret.primaryRegion().orElse(null))
                .build();
    }

    /** A listing shows when the deletion was asked for; nothing changes a secret between that and its end or restore. */
    private static Optional<Instant> deletionAsked(Dates dates) {
        return dates.deletion().map(scheduled -> dates.changed());
    }

    /** Not shown while rotation is off, as AWS documents; it comes back when rotation is turned on again. */
    private static Optional<Instant> lastRotated(Secret secret) {
        boolean off = secret.rotation().enabled().equals(Optional.of(false));
        return off ? Optional.empty() : secret.rotation().lastRotated();
    }

    private static RotationRulesType rules(Secret secret) {
        return secret.rotation().rules().map(RequestedRules::write).orElse(null);
    }

    private static List<Tag> tags(Details details) {
        return details.tags().map(Tags::write).orElse(null);
    }

    /** Versions with labels; absent without any. */
    private static Map<String, List<String>> stages(Secret secret) {
        Map<String, List<String>> stages = new LinkedHashMap<>();
        for (Version version : secret.versions().labelled()) {
            stages.put(version.id(), List.copyOf(version.labels()));
        }
        return stages.isEmpty() ? null : stages;
    }
}
