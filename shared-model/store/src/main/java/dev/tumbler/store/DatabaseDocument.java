package dev.tumbler.store;

import dev.tumbler.domain.database.Backup;
import dev.tumbler.domain.database.ClusterMember;
import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.Database.Engine;
import dev.tumbler.domain.database.Database.Settings;
import dev.tumbler.domain.database.Database.Storage;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseStatus;
import dev.tumbler.domain.database.MasterUser;
import dev.tumbler.domain.database.MasterUser.ManagedSecret;
import dev.tumbler.domain.database.MasterUser.PasswordReset;
import java.util.List;
import java.util.Map;

/**
 * A database as a document. One without a kind and members was stored before there were clusters: it is an instance. One
 * without a type of storage was stored before that was kept.
 */
final class DatabaseDocument {
    private DatabaseDocument() {}

    static Map<String, Object> write(Database database) {
        return id(database.id())
                .with("resourceId", database.resourceId())
                .with("engine", database.engine().name())
                .with("engineVersion", database.engine().version())
                .with("serverVersion", database.engine().serverVersion())
                .with("databaseName", database.databaseName())
                .with("host", database.host())
                .with("port", (long) database.port())
                .with("adminPassword", SealedValueDocument.write(database.adminPassword()))
                .with("master", write(database.master()))
                .with("status", database.status().wireName())
                .with("settings", write(database.settings()))
                .with(
                        "members",
                        database.members().stream().map(DatabaseDocument::write).toList())
                .with("backup", database.backup().map(DatabaseDocument::write))
                .withMoment("created", database.created())
                .withMoment("automaticRestart", database.automaticRestart())
                .fields();
    }

    static Document id(DatabaseId id) {
        return new Document()
                .with("kind", id.kind().wireName())
                .with("account", id.account())
                .with("region", id.region())
                .with("identifier", id.identifier());
    }

    private static Map<String, Object> write(MasterUser master) {
        return new Document()
                .with("name", master.name())
                .with("managed", master.managed().map(DatabaseDocument::write))
                .with("reset", master.reset().map(reset -> SealedValueDocument.write(reset.sealed())))
                .with(
                        "retired",
                        master.retired().stream()
                                .map(id -> SecretDocument.id(id).fields())
                                .toList())
                .fields();
    }

    private static Map<String, Object> write(ManagedSecret managed) {
        return SecretDocument.id(managed.id())
                .with("arn", managed.arn())
                .with("kmsKeyId", managed.kmsKeyId())
                .fields();
    }

    private static Map<String, Object> write(Settings settings) {
        return new Document()
                .with("instanceClass", settings.instanceClass())
                .with("allocatedStorage", (long) settings.storage().allocated())
                .with("storageType", settings.storage().type())
                .with("iops", settings.storage().iops().map(Integer::longValue))
                .with("storageThroughput", settings.storage().throughput().map(Integer::longValue))
                .with("deletionProtection", settings.deletionProtection())
                .with("backupRetentionDays", (long) settings.backupRetentionDays())
                .with("tags", TagsDocument.write(settings.tags()))
                .with("authorities", settings.authorities())
                .fields();
    }

    private static Map<String, Object> write(Backup backup) {
        return new Document()
                .with("bucket", backup.bucket())
                .with("prefix", backup.prefix())
                .fields();
    }

    private static Map<String, Object> write(ClusterMember member) {
        return new Document()
                .with("identifier", member.identifier())
                .with("resourceId", member.resourceId())
                .with("instanceClass", member.instanceClass())
                .with("tags", TagsDocument.write(member.tags()))
                .withMoment("created", member.created())
                .fields();
    }

    static Database read(Fields fields) {
        return new Database(
                readId(fields),
                fields.text("resourceId"),
                new Engine(fields.text("engine"), fields.text("engineVersion"), fields.text("serverVersion")),
                fields.optionalText("databaseName"),
                fields.optionalText("host"),
                fields.smallNumber("port"),
                SealedValueDocument.read(fields.nested("adminPassword")),
                readMaster(fields.nested("master")),
                DatabaseStatus.of(fields.text("status")),
                readSettings(fields.nested("settings")),
                fields.optionalNestedList("members").orElse(List.of()).stream()
                        .map(DatabaseDocument::readMember)
                        .toList(),
                fields.moment("created"),
                fields.optionalMoment("automaticRestart"),
                fields.optionalNested("backup")
                        .map(backup -> new Backup(backup.text("bucket"), backup.text("prefix"))));
    }

    static DatabaseId readId(Fields fields) {
        return new DatabaseId(
                fields.optionalText("kind").map(DatabaseKind::of).orElse(DatabaseKind.INSTANCE),
                fields.text("account"),
                fields.text("region"),
                fields.text("identifier"));
    }

    private static MasterUser readMaster(Fields fields) {
        return new MasterUser(
                fields.text("name"),
                fields.optionalNested("managed").map(DatabaseDocument::readManaged),
                fields.optionalNested("reset").map(SealedValueDocument::read).map(PasswordReset::new),
                fields.nestedList("retired").stream()
                        .map(SecretDocument::readId)
                        .toList());
    }

    private static ManagedSecret readManaged(Fields fields) {
        return new ManagedSecret(SecretDocument.readId(fields), fields.text("arn"), fields.optionalText("kmsKeyId"));
    }

    private static Settings readSettings(Fields fields) {
        return new Settings(
                fields.optionalText("instanceClass"),
                readStorage(fields),
                fields.flag("deletionProtection"),
                fields.smallNumber("backupRetentionDays"),
                TagsDocument.read(fields.nestedList("tags")),
                fields.optionalText("authorities"));
    }

    private static Storage readStorage(Fields fields) {
        return new Storage(
                fields.optionalText("storageType"),
                fields.smallNumber("allocatedStorage"),
                fields.optionalSmallNumber("iops"),
                fields.optionalSmallNumber("storageThroughput"));
    }

    private static ClusterMember readMember(Fields fields) {
        return new ClusterMember(
                fields.text("identifier"),
                fields.text("resourceId"),
                fields.text("instanceClass"),
                TagsDocument.read(fields.nestedList("tags")),
                fields.moment("created"));
    }
}
