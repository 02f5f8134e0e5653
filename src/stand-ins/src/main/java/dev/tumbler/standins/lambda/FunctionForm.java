package dev.tumbler.standins.lambda;

import dev.tumbler.standins.items.ItemForm;
import dev.tumbler.standins.items.StoredFields;
import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Stamp;
import java.net.URI;
import java.util.LinkedHashMap;
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
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("account", function.id().account());
        document.put("region", function.id().region());
        document.put("name", function.id().name());
        document.put("code", document(function.code()));
        document.put("settings", document(function.id(), function.settings()));
        document.put(
                "permissions",
                function.permissions().stream().map(FunctionForm::document).toList());
        document.put("tags", StoredFields.write(function.tags()));
        document.put("modified", function.modified().toEpochMilli());
        document.put("revisionId", function.revisionId());
        return document;
    }

    private static Map<String, Object> document(FunctionCode code) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("sha256", code.sha256());
        if (code instanceof FunctionCode.Zipped zipped) {
            document.put("id", zipped.id());
            document.put("bytes", zipped.bytes());
        } else if (code instanceof FunctionCode.Served served) {
            document.put("endpoint", served.endpoint().toString());
        }
        return document;
    }

    private Map<String, Object> document(FunctionId owner, FunctionSettings settings) {
        Map<String, Object> document = new LinkedHashMap<>();
        settings.runtime().ifPresent(runtime -> document.put("runtime", runtime));
        document.put("handler", settings.handler());
        document.put("role", settings.role());
        document.put("description", settings.description());
        document.put("timeoutSeconds", (long) settings.timeoutSeconds());
        document.put("memoryMegabytes", (long) settings.memoryMegabytes());
        document.put("storageMegabytes", (long) settings.storageMegabytes());
        document.put("architecture", settings.architecture());
        document.put("environment", environments.seal(owner, settings.environment()));
        return document;
    }

    private static Map<String, Object> document(Permission permission) {
        Map<String, Object> document = new LinkedHashMap<>();
        Permission.Conditions conditions = permission.conditions();
        document.put("id", permission.id());
        document.put("action", permission.action());
        document.put("principal", permission.principal());
        conditions.sourceArn().ifPresent(arn -> document.put("sourceArn", arn));
        conditions.sourceAccount().ifPresent(account -> document.put("sourceAccount", account));
        conditions.organization().ifPresent(organization -> document.put("organization", organization));
        conditions.eventSourceToken().ifPresent(token -> document.put("eventSourceToken", token));
        return document;
    }

    @Override
    public LambdaFunction read(Item item) {
        StoredFields fields = new StoredFields(item.document());
        FunctionId id = new FunctionId(fields.text("account"), fields.text("region"), fields.text("name"));
        return new LambdaFunction(
                id,
                readCode(fields.nested("code")),
                readSettings(id, fields.nested("settings")),
                fields.all("permissions", FunctionForm::readPermission),
                fields.pairs("tags"),
                fields.moment("modified"),
                fields.text("revisionId"));
    }

    private static FunctionCode readCode(StoredFields fields) {
        String sha256 = fields.text("sha256");
        Optional<String> endpoint = fields.optionalText("endpoint");
        return endpoint.isPresent()
                ? new FunctionCode.Served(URI.create(endpoint.get()), sha256)
                : new FunctionCode.Zipped(fields.text("id"), sha256, fields.number("bytes"));
    }

    private FunctionSettings readSettings(FunctionId owner, StoredFields fields) {
        return new FunctionSettings(
                fields.optionalText("runtime"),
                fields.text("handler"),
                fields.text("role"),
                fields.text("description"),
                (int) fields.number("timeoutSeconds"),
                (int) fields.number("memoryMegabytes"),
                (int) fields.number("storageMegabytes"),
                fields.text("architecture"),
                environments.open(owner, fields.bytes("environment")));
    }

    private static Permission readPermission(StoredFields fields) {
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
