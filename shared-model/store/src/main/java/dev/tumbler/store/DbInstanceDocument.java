package dev.tumbler.store;

import dev.tumbler.domain.database.DbInstance;
import dev.tumbler.domain.database.DbInstance.Engine;
import dev.tumbler.domain.database.DbInstance.Settings;
import dev.tumbler.domain.database.DbInstanceId;
import dev.tumbler.domain.database.DbInstanceStatus;
import dev.tumbler.domain.database.MasterUser;
import dev.tumbler.domain.database.MasterUser.ManagedSecret;
import dev.tumbler.domain.database.MasterUser.PasswordReset;
import java.util.Map;

/** A database instance as a document. */
final class DbInstanceDocument {
    private DbInstanceDocument() {}

    static Map<String, Object> write(DbInstance instance) {
        return new Document()
                .with("account", instance.id().account())
                .with("region", instance.id().region())
                .with("identifier", instance.id().identifier())
                .with("resourceId", instance.resourceId())
                .with("engine", instance.engine().name())
                .with("engineVersion", instance.engine().version())
                .with("serverVersion", instance.engine().serverVersion())
                .with("databaseName", instance.databaseName())
                .with("port", (long) instance.port())
                .with("adminPassword", SealedValueDocument.write(instance.adminPassword()))
                .with("master", write(instance.master()))
                .with("status", instance.status().wireName())
                .with("settings", write(instance.settings()))
                .withMoment("created", instance.created())
                .fields();
    }

    private static Map<String, Object> write(MasterUser master) {
        return new Document()
                .with("name", master.name())
                .with("managed", master.managed().map(DbInstanceDocument::write))
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
                .with("allocatedStorage", (long) settings.allocatedStorage())
                .with("deletionProtection", settings.deletionProtection())
                .with("backupRetentionDays", (long) settings.backupRetentionDays())
                .with("tags", TagsDocument.write(settings.tags()))
                .fields();
    }

    static DbInstance read(Fields fields) {
        return new DbInstance(
                readId(fields),
                fields.text("resourceId"),
                new Engine(fields.text("engine"), fields.text("engineVersion"), fields.text("serverVersion")),
                fields.optionalText("databaseName"),
                fields.smallNumber("port"),
                SealedValueDocument.read(fields.nested("adminPassword")),
                readMaster(fields.nested("master")),
                DbInstanceStatus.of(fields.text("status")),
                readSettings(fields.nested("settings")),
                fields.moment("created"));
    }

    static DbInstanceId readId(Fields fields) {
        return new DbInstanceId(fields.text("account"), fields.text("region"), fields.text("identifier"));
    }

    private static MasterUser readMaster(Fields fields) {
        return new MasterUser(
                fields.text("name"),
                fields.optionalNested("managed").map(DbInstanceDocument::readManaged),
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
                fields.text("instanceClass"),
                fields.smallNumber("allocatedStorage"),
                fields.flag("deletionProtection"),
                fields.smallNumber("backupRetentionDays"),
                TagsDocument.read(fields.nestedList("tags")));
    }
}
