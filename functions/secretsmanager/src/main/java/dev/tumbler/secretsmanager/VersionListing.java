package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Version;
import dev.tumbler.domain.secret.Versions;
import dev.tumbler.domain.store.Page;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

/** The versions of a secret as ListSecretVersionIds shows them, oldest first. */
final class VersionListing {
    /** How AWS names {@code aws/secretsmanager} here. */
    private static final String DEFAULT_KEY = "DefaultEncryptionKey";

    private VersionListing() {}

    /**
     * One page.
     *
     * @param after the last version of the page before
     */
    static Page<Version> page(Versions versions, boolean deprecated, Optional<String> after, int limit) {
        List<Version> all = versions.all().stream()
                .filter(version -> deprecated || !version.deprecated() || after.equals(Optional.of(version.id())))
                .toList();
        int from = after.map(id -> positionAfter(all, id)).orElse(0);
        int to = Math.min(all.size(), from + limit);
        Optional<String> next = to < all.size() ? Optional.of(all.get(to - 1).id()) : Optional.empty();
        return new Page<>(all.subList(from, to), next);
    }

    private static int positionAfter(List<Version> all, String id) {
        int position = all.stream().map(Version::id).toList().indexOf(id);
        if (position < 0) {
            throw PageTokens.invalid();
        }
        return position + 1;
    }

    static SecretVersionsListEntry entry(Version version) {
        return SecretVersionsListEntry.builder()
                .versionId(version.id())
                .versionStages(version.deprecated() ? null : version.labels())
                .lastAccessedDate(version.lastAccessed().orElse(null))
                .createdDate(version.created())
                .kmsKeyIds(version.keyId().orElse(DEFAULT_KEY))
                .build();
    }
}
