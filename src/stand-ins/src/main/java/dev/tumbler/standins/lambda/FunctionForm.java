package dev.tumbler.standins.lambda;

import dev.tumbler.store.Document;
import dev.tumbler.store.Fields;
import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.ItemForm;
import dev.tumbler.store.Key;
import dev.tumbler.store.Stamp;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A function as an item: {@code FUNCTION#account#region#name}, listed by name under {@code LIST#FUNCTION#account#region}.
 * Names and regions hold no {@code #}. Its code rests in files.
 */
record FunctionForm(SealedEnvironment environments) implements ItemForm<LambdaFunction> {
    private static final String KIND = "FUNCTION";

    static Key key(FunctionId id) {
        return new Key(String.join("#", KIND, id.account(), id.region(), id.name()), KIND);
    }

    static String listing(String account, String region) {
        return String.join("#", "LIST", KIND, account, region);
    }

    @Override
    public Item write(LambdaFunction function, Stamp stamp) {
        FunctionId id = function.id();
        Key listed = new Key(listing(id.account(), id.region()), id.name());
        return new Item(key(id), stamp, Map.of(Index.LISTING, listed), document(function));
    }

    private Map<String, Object> document(LambdaFunction function) {
        return new Document()
                .with("account", function.id().account())
                .with("region", function.id().region())
                .with("name", function.id().name())
                .with("code", document(function.code()))
                .with("settings", document(function.id(), function.settings()))
                .with(
                        "permissions",
                        function.permissions().stream()
                                .map(FunctionForm::document)
                                .toList())
                .withPairs("tags", function.tags())
                .with("modified", function.modified().toEpochMilli())
                .with("revisionId", function.revisionId())
                .fields();
    }

    private static Map<String, Object> document(FunctionCode code) {
        Document document = new Document().with("sha256", code.sha256());
        if (code instanceof FunctionCode.Zipped zipped) {
            document.with("id", zipped.id()).with("bytes", zipped.bytes());
        } else if (code instanceof FunctionCode.Served served) {
            document.with("endpoint", served.endpoint().toString());
        }
        return document.fields();
    }

    private Map<String, Object> document(FunctionId owner, FunctionSettings settings) {
        return new Document()
                .with("runtime", settings.runtime())
                .with("handler", settings.handler())
                .with("role", settings.role())
                .with("description", settings.description())
                .with("timeoutSeconds", (long) settings.timeoutSeconds())
                .with("memoryMegabytes", (long) settings.memoryMegabytes())
                .with("storageMegabytes", (long) settings.storageMegabytes())
                .with("architecture", settings.architecture())
                .with("environment", environments.seal(owner, settings.environment()))
                .fields();
    }

    private static Map<String, Object> document(Permission permission) {
        Permission.Conditions conditions = permission.conditions();
        return new Document()
                .with("id", permission.id())
                .with("action", permission.action())
                .with("principal", permission.principal())
                .with("sourceArn", conditions.sourceArn())
                .with("sourceAccount", conditions.sourceAccount())
                .with("organization", conditions.organization())
                .with("eventSourceToken", conditions.eventSourceToken())
                .fields();
    }

    @Override
    public LambdaFunction read(Item item) {
        Fields fields = new Fields(item.document());
        FunctionId id = new FunctionId(fields.text("account"), fields.text("region"), fields.text("name"));
        return new LambdaFunction(
                id,
                readCode(fields.nested("code")),
                readSettings(id, fields.nested("settings")),
                fields.nestedList("permissions").stream()
                        .map(FunctionForm::readPermission)
                        .toList(),
                fields.pairs("tags"),
                Instant.ofEpochMilli(fields.number("modified")),
                fields.text("revisionId"));
    }

    private static FunctionCode readCode(Fields fields) {
        String sha256 = fields.text("sha256");
        Optional<String> endpoint = fields.optionalText("endpoint");
        return endpoint.isPresent()
                ? new FunctionCode.Served(URI.create(endpoint.get()), sha256)
                : new FunctionCode.Zipped(fields.text("id"), sha256, fields.number("bytes"));
    }

    private FunctionSettings readSettings(FunctionId owner, Fields fields) {
        return new FunctionSettings(
                fields.optionalText("runtime"),
                fields.text("handler"),
                fields.text("role"),
                fields.text("description"),
                fields.smallNumber("timeoutSeconds"),
                fields.smallNumber("memoryMegabytes"),
                fields.smallNumber("storageMegabytes"),
                fields.text("architecture"),
                environments.open(owner, fields.bytes("environment")));
    }

    private static Permission readPermission(Fields fields) {
        return new Permission(
                fields.text("id"),
                fields.text("action"),
                fields.text("principal"),
                new Permission.Conditions(
                        fields.optionalText("sourceArn"),
                        fields.optionalText("sourceAccount"),
                        fields.optionalText("organization"),
                        fields.optionalText("eventSourceToken")));
    }
}
