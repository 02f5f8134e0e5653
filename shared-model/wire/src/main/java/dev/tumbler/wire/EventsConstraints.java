package dev.tumbler.wire;

import static dev.tumbler.wire.MemberRule.member;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** EventBridge's constraints as its service model gives them, operation by operation. */
final class EventsConstraints {
    private static final String NAME_CHARACTERS = "[\\.\\-_A-Za-z0-9]+";

    private static final MemberRule NAME = name("Name").required();
    private static final MemberRule RULE = name("Rule").required();
    private static final MemberRule BUS = member("EventBusName")
            .length(1, 1600)
            .matches("(arn:aws[\\w-]*:events:[a-z]+-[a-z]+-[\\w-]+:[0-9]{12}:event-bus/)?[/\\.\\-_A-Za-z0-9]+");
    private static final MemberRule NEXT_TOKEN = member("NextToken").length(1, 2048);
    private static final MemberRule LIMIT = member("Limit").range(1, 100);

    static final Map<String, List<MemberRule>> TABLE = Map.ofEntries(
            operation(
                    "PutRule",
                    NAME,
                    BUS,
                    member("ScheduleExpression").longest(256),
                    member("EventPattern").longest(4096),
                    member("State").oneOf("ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"),
                    member("Description").longest(512),
                    member("RoleArn").length(1, 1600)),
            operation("DeleteRule", NAME, BUS),
            operation("EnableRule", NAME, BUS),
            operation("DisableRule", NAME, BUS),
            operation("DescribeRule", NAME, BUS),
            operation("ListRules", name("NamePrefix"), BUS, NEXT_TOKEN, LIMIT),
            operation(
                    "PutTargets",
                    RULE,
                    BUS,
                    member("Targets").required().length(1, 100),
                    member("Targets.member").required(),
                    name("Targets.member.Id").required(),
                    member("Targets.member.Arn").required().length(1, 1600),
                    member("Targets.member.RoleArn").length(1, 1600),
                    member("Targets.member.Input").longest(8192)),
            operation(
                    "RemoveTargets",
                    RULE,
                    BUS,
                    member("Ids").required().length(1, 100),
                    name("Ids.member").required()),
            operation("ListTargetsByRule", RULE, BUS, NEXT_TOKEN, LIMIT),
            operation(
                    "PutEvents",
                    member("Entries").required().length(1, 10),
                    member("Entries.member").required()),
            operation(
                    "TestEventPattern",
                    member("EventPattern").required().longest(4096),
                    member("Event").required()));

    private EventsConstraints() {}

    private static MemberRule name(String path) {
        return member(path).length(1, 64).matches(NAME_CHARACTERS);
    }

    private static Map.Entry<String, List<MemberRule>> operation(String name, MemberRule... rules) {
        return Map.entry(name, List.of(rules));
    }

    static void check(String operation, SdkPojo request) {
        Validation.check(TABLE.getOrDefault(operation, List.of()), request);
    }
}
