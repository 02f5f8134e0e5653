package dev.tumbler.standins.events;

import dev.tumbler.store.Document;
import dev.tumbler.store.Fields;
import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.ItemForm;
import dev.tumbler.store.Key;
import dev.tumbler.store.Stamp;
import dev.tumbler.wire.events.BusId;
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
        Document document = new Document()
                .with("account", id.bus().account())
                .with("region", id.bus().region())
                .with("name", id.name())
                .with("pattern", rule.pattern())
                .with("state", rule.state())
                .with("description", rule.description())
                .with("roleArn", rule.roleArn())
                .with("targets", rule.targets().stream().map(RuleForm::document).toList());
        return new Item(key(id), stamp, entries, document.fields());
    }

    private static Map<String, Object> document(RuleTarget target) {
        return new Document()
                .with("id", target.id())
                .with("arn", target.arn())
                .with("roleArn", target.roleArn())
                .with("input", target.input())
                .fields();
    }

    @Override
    public Rule read(Item item) {
        Fields fields = new Fields(item.document());
        return new Rule(
                new RuleId(new BusId(fields.text("account"), fields.text("region")), fields.text("name")),
                fields.text("pattern"),
                fields.text("state"),
                fields.optionalText("description"),
                fields.optionalText("roleArn"),
                fields.nestedList("targets").stream().map(RuleForm::readTarget).toList());
    }

    private static RuleTarget readTarget(Fields fields) {
        return new RuleTarget(
                fields.text("id"), fields.text("arn"), fields.optionalText("roleArn"), fields.optionalText("input"));
    }
}
