package dev.tumbler.store;

import dev.tumbler.domain.secret.Dates;
import dev.tumbler.domain.secret.Details;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.Sharing;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.domain.secret.Versions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A secret as a document: all of it but its values. */
final class SecretDocument {
    private SecretDocument() {}

    static Map<String, Object> write(Secret secret) {
        return id(secret.id())
                .with("suffix", secret.suffix())
                .with("details", write(secret.details()))
                .with("dates", write(secret.dates()))
                .with("versions", write(secret.versions()))
                .with("rotation", RotationDocument.write(secret.rotation()))
                .with(
                        "sharing",
                        Optional.of(secret.sharing())
                                .filter(SecretDocument::isShared)
                                .map(SharingDocument::write))
                .fields();
    }

    /** Most secrets are not, and their items need not say so. */
    private static boolean isShared(Sharing sharing) {
        return !sharing.equals(Sharing.NONE);
    }

    static Document id(SecretId id) {
        return new Document()
                .with("account", id.account())
                .with("region", id.region())
                .with("name", id.name());
    }

    private static Map<String, Object> write(Details details) {
        return new Document()
                .with("description", details.description())
                .with("kmsKeyId", details.kmsKeyId())
                .with("owningService", details.owningService())
                .with("tags", details.tags().map(TagsDocument::write))
                .fields();
    }

    private static Map<String, Object> write(Dates dates) {
        return new Document()
                .withMoment("created", dates.created())
                .withMoment("changed", dates.changed())
                .withMoment("valueChanged", dates.valueChanged())
                .withMoment("accessed", dates.accessed())
                .withMoment("deletion", dates.deletion())
                .fields();
    }

    private static List<Map<String, Object>> write(Versions versions) {
        return versions.all().stream().map(SecretDocument::write).toList();
    }

    private static Map<String, Object> write(Version version) {
        return new Document()
                .with("id", version.id())
                .with("labels", List.copyOf(version.labels()))
                .with("hasValue", version.hasValue())
                .with("keyId", version.keyId())
                .withMoment("created", version.created())
                .withMoment("lastAccessed", version.lastAccessed())
                .fields();
    }

    static Secret read(Fields fields) {
        return new Secret(
                readId(fields),
                fields.text("suffix"),
                readDetails(fields.nested("details")),
                readDates(fields.nested("dates")),
                readVersions(fields.nestedList("versions")),
                RotationDocument.read(fields.nested("rotation")),
                fields.optionalNested("sharing").map(SharingDocument::read).orElse(Sharing.NONE));
    }

    static SecretId readId(Fields fields) {
        return new SecretId(fields.text("account"), fields.text("region"), fields.text("name"));
    }

    private static Details readDetails(Fields fields) {
        return new Details(
                fields.optionalText("description"),
                fields.optionalText("kmsKeyId"),
                fields.optionalText("owningService"),
                fields.optionalNestedList("tags").map(TagsDocument::read));
    }

    private static Dates readDates(Fields fields) {
        return new Dates(
                fields.moment("created"),
                fields.moment("changed"),
                fields.moment("valueChanged"),
                fields.optionalMoment("accessed"),
                fields.optionalMoment("deletion"));
    }

    private static Versions readVersions(List<Fields> stored) {
        Map<String, Version> byId = new LinkedHashMap<>();
        stored.stream().map(SecretDocument::readVersion).forEach(version -> byId.put(version.id(), version));
        return new Versions(byId);
    }

    private static Version readVersion(Fields fields) {
        return new Version(
                fields.text("id"),
                new LinkedHashSet<>(fields.texts("labels")),
                fields.flag("hasValue"),
                fields.optionalText("keyId"),
                fields.moment("created"),
                fields.optionalMoment("lastAccessed"));
    }
}
