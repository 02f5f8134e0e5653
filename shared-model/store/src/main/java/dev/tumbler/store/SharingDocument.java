package dev.tumbler.store;

import dev.tumbler.domain.secret.ReplicaRegion;
import dev.tumbler.domain.secret.Replication;
import dev.tumbler.domain.secret.Sharing;
import java.util.Map;

/** A secret's resource policy and replication as a document. */
final class SharingDocument {
    private SharingDocument() {}

    static Map<String, Object> write(Sharing sharing) {
        return new Document()
                .with("policy", sharing.policy())
                .with("replication", write(sharing.replication()))
                .fields();
    }

    private static Map<String, Object> write(Replication replication) {
        return new Document()
                .with("primaryRegion", replication.primaryRegion())
                .with("revision", replication.revision())
                .with(
                        "regions",
                        replication.regions().stream()
                                .map(SharingDocument::write)
                                .toList())
                .fields();
    }

    private static Map<String, Object> write(ReplicaRegion region) {
        return new Document()
                .with("region", region.region())
                .with("kmsKeyId", region.kmsKeyId())
                .with("overwrite", region.overwrite())
                .with("removed", region.removed())
                .with("copied", region.copied())
                .with("failure", region.failure().map(SharingDocument::write))
                .fields();
    }

    private static Map<String, Object> write(ReplicaRegion.Failure failure) {
        return new Document()
                .with("message", failure.message())
                .with("tries", (long) failure.tries())
                .withMoment("notBefore", failure.notBefore())
                .fields();
    }

    static Sharing read(Fields fields) {
        return new Sharing(fields.optionalText("policy"), readReplication(fields.nested("replication")));
    }

    private static Replication readReplication(Fields fields) {
        return new Replication(
                fields.optionalText("primaryRegion"),
                fields.number("revision"),
                fields.nestedList("regions").stream()
                        .map(SharingDocument::readRegion)
                        .toList());
    }

    private static ReplicaRegion readRegion(Fields fields) {
        return new ReplicaRegion(
                fields.text("region"),
                fields.optionalText("kmsKeyId"),
                fields.flag("overwrite"),
                fields.flag("removed"),
                fields.number("copied"),
                fields.optionalNested("failure").map(SharingDocument::readFailure));
    }

    private static ReplicaRegion.Failure readFailure(Fields fields) {
        return new ReplicaRegion.Failure(
                fields.text("message"), fields.smallNumber("tries"), fields.moment("notBefore"));
    }
}
