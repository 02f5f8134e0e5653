package dev.tumbler.standins.events;

import dev.tumbler.standins.items.ItemForm;
import dev.tumbler.standins.items.StoredFields;
import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Stamp;
import dev.tumbler.wire.events.BusId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A rule as an item, with its targets in it: there are few, and they come and go with the rule.
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><th>what</th><th>partition</th><th>sort</th></tr>
 * <tr><td>rule</td><td>{@code EVENTRULE#account#region#name}</td><td>{@code EVENTRULE}</td></tr>
 * <tr><td>rules, listed</td><td>{@code LIST#EVENTRULE#account#region}</td><td>name</td></tr>
 * </table>
 *
 * <p>A rule's name never holds a {@code #}, and an account is twelve digits: whatever a region is called, no two rules meet
 * under one key.
 */
final class RuleForm implements ItemForm<Rule> {
    private static final String KIND = "EVENTRULE";

    static Key key(RuleId id) {
        return new Key(String.join("#", KIND, id.bus().account(), id.bus().region(), id.name()), KIND);
    }

    static String listing(BusId bus) {
        return String.join("#", "LIST", KIND, bus.account(), bus.region());
    }

    @Override
    public Item write(Rule rule, Stamp stamp) {
        RuleId id = rule.id();
        Map<Index, Key> entries = Map.of(Index.LISTING, new Key(listing(id.bus()), id.name()));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("account", id.bus().account());
        document.put("region", id.bus().region());
        document.put("name", id.name());
        document.put("pattern", rule.pattern());
        document.put("state", rule.state());
        rule.description().ifPresent(text -> document.put("description", text));
        rule.roleArn().ifPresent(arn -> document.put("roleArn", arn));
        document.put("targets", rule.targets().stream().map(RuleForm::document).toList());
        return new Item(key(id), stamp, entries, document);
    }

    private static Map<String, Object> document(RuleTarget target) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", target.id());
        document.put("arn", target.arn());
        target.roleArn().ifPresent(arn -> document.put("roleArn", arn));
        target.input().ifPresent(input -> document.put("input", input));
        return document;
    }

    @Override
    public Rule read(Item item) {
        StoredFields fields = new StoredFields(item.document());
        return new Rule(
                new RuleId(new BusId(fields.text("account"), fields.text("region")), fields.text("name")),
                fields.text("pattern"),
                fields.text("state"),
                fields.optionalText("description"),
                fields.optionalText("roleArn"),
                fields.all("targets", RuleForm::readTarget));
    }

    private static RuleTarget readTarget(StoredFields fields) {
        return new RuleTarget(
                fields.text("id"), fields.text("arn"), fields.optionalText("roleArn"), fields.optionalText("input"));
    }
}
