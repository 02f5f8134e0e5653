package dev.tumbler.standins.events;

import static dev.tumbler.standins.events.EventsFixture.FUNCTION;
import static dev.tumbler.standins.events.EventsFixture.refusal;
import static dev.tumbler.standins.events.EventsFixture.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;

class RulesTest {
    private static final String PATTERN = "{\"source\":[\"shop\"]}";

    private final EventsFixture events = new EventsFixture();

    @AfterEach
    void close() {
        events.close();
    }

    private DescribeRuleResponse describe(String name) {
        return events.call(
                new DescribeRuleHandler(events.bus),
                DescribeRuleRequest.builder().name(name).build());
    }

    private void delete(String name) {
        events.call(
                new DeleteRuleHandler(events.bus),
                DeleteRuleRequest.builder().name(name).build());
    }

    private ListTargetsByRuleResponse targets(String rule, String token, Integer limit) {
        return events.call(
                new ListTargetsByRuleHandler(events.bus),
                ListTargetsByRuleRequest.builder()
                        .rule(rule)
                        .nextToken(token)
                        .limit(limit)
                        .build());
    }

    private ListRulesResponse list(String prefix, String token, Integer limit) {
        return events.call(
                new ListRulesHandler(events.bus),
                ListRulesRequest.builder()
                        .namePrefix(prefix)
                        .nextToken(token)
                        .limit(limit)
                        .build());
    }

    @Test
    void aRuleIsDescribedAsItWasPut() {
        events.call(
                new PutRuleHandler(events.bus),
                PutRuleRequest.builder()
                        .name("orders")
                        .eventPattern(PATTERN)
                        .description("text")
                        .state("DISABLED")
                        .eventBusName("arn:aws:events:us-east-1:123456789012:event-bus/default")
                        .build());

        DescribeRuleResponse rule = describe("orders");
        assertThat(rule.arn()).isEqualTo("arn:aws:events:us-east-1:123456789012:rule/orders");
        assertThat(rule.eventPattern()).isEqualTo(PATTERN);
        assertThat(rule.description()).isEqualTo("text");
        assertThat(rule.stateAsString()).isEqualTo("DISABLED");
        assertThat(rule.eventBusName()).isEqualTo("default");
        assertThat(rule.createdBy()).isEqualTo("123456789012");
    }

    @Test
    void aBusOfAnotherRegionOrAccountIsOutOfReach() {
        AwsException elsewhere = refusal(() -> putOn("arn:aws:events:eu-west-1:123456789012:event-bus/default"));
        AwsException foreign = refusal(() -> putOn("arn:aws:events:eu-west-1:210987654321:event-bus/mine"));

        assertThat(elsewhere).hasMessage("Cross-region api call is not allowed.");
        assertThat(elsewhere.code()).isEqualTo(ErrorCode.VALIDATION);
        assertThat(foreign)
                .hasMessage("User: arn:aws:iam::123456789012:user/alice is not authorized to perform: events:PutRule"
                        + " on resource: arn:aws:events:us-east-1:210987654321:rule/mine/orders because no"
                        + " resource-based policy allows the events:PutRule action");
        assertThat(foreign.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
    }

    private void putOn(String bus) {
        events.call(
                new PutRuleHandler(events.bus),
                PutRuleRequest.builder()
                        .name("orders")
                        .eventPattern(PATTERN)
                        .eventBusName(bus)
                        .build());
    }

    @Test
    void aFunctionOfAnotherRegionIsNoTarget() {
        events.putRule("orders", PATTERN);

        assertThat(refusal(() -> events.putTargets("orders", target("f", FUNCTION.replace("us-east-1", "eu-west-1")))))
                .hasMessage("Cross-region api call is not allowed.");
        assertThat(targets("orders", null, null).targets()).isEmpty();
    }

    @Test
    void aRuleThatIsPutAgainKeepsItsTargets() {
        events.putRule("orders", PATTERN);
        events.putTargets("orders", target("f", FUNCTION));
        events.putRule("orders", "{\"source\":[\"other\"]}");
        assertThat(describe("orders").eventPattern()).contains("other");
        assertThat(targets("orders", null, null).targets()).hasSize(1);
    }

    @Test
    void targetsAreListedChangedAndTakenAway() {
        events.putRule("orders", PATTERN);
        events.putTargets("orders", target("b", FUNCTION), target("a", FUNCTION));
        events.putTargets("orders", target("b", FUNCTION + "2"));

        assertThat(targets("orders", null, 1).targets()).containsExactly(target("a", FUNCTION));
        assertThat(targets("orders", targets("orders", null, 1).nextToken(), 1).targets())
                .containsExactly(target("b", FUNCTION + "2"));
        assertThat(refusal(() -> delete("orders"))).hasMessage("Rule can't be deleted since it has targets.");

        events.call(
                new RemoveTargetsHandler(events.bus),
                RemoveTargetsRequest.builder()
                        .rule("orders")
                        .ids("a", "b", "none")
                        .build());
        delete("orders");
        delete("orders");
        assertThat(refusal(() -> describe("orders")))
                .hasMessage("Rule orders does not exist on EventBus default.")
                .extracting("code")
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void aRuleHasFiveTargetsAtMost() {
        events.putRule("orders", PATTERN);
        Target[] six =
                IntStream.range(0, 6).mapToObj(i -> target("t" + i, FUNCTION)).toArray(Target[]::new);
        assertThat(refusal(() -> events.putTargets("orders", six)).code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(refusal(() -> events.putTargets("none", six[0])).code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void rulesAreListedByNameInPages() {
        events.putRule("b2", PATTERN);
        events.putRule("a", PATTERN);
        events.putRule("b1", PATTERN);

        assertThat(list(null, null, null).rules())
                .extracting(each -> each.name())
                .containsExactly("a", "b1", "b2");
        ListRulesResponse first = list("b", null, 1);
        assertThat(first.rules()).extracting(each -> each.name()).containsExactly("b1");
        ListRulesResponse second = list("b", first.nextToken(), 1);
        assertThat(second.rules()).extracting(each -> each.name()).containsExactly("b2");
        assertThat(second.nextToken()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text", "{\"source\":\"shop\"}", "{\"detail\":{}}", "{\"a\":[{\"prefx\":\"b\"}]}", "{\"a\":[]}"})
    void aPatternThatRulerDoesNotUnderstandIsRefused(String pattern) {
        assertThat(refusal(() -> events.putRule("orders", pattern)))
                .hasMessageStartingWith("Event pattern is not valid. Reason: ")
                .extracting("code")
                .isEqualTo(ErrorCode.EVENTS_INVALID_PATTERN);
    }

    @Test
    void aRefusedPatternIsToldInRulersWords() {
        assertThat(refusal(() -> events.putRule("orders", "{\"source\":\"shop\"}")))
                .hasMessageStartingWith(
                        "Event pattern is not valid. Reason: \"source\" must be an object or an array\n at [Source: ");
    }

    @Test
    void whatIsNotOfferedIsRefused() {
        assertThat(refusal(() -> events.call(
                        new PutRuleHandler(events.bus),
                        PutRuleRequest.builder()
                                .name("hourly")
                                .scheduleExpression("rate(1 hour)")
                                .build())))
                .hasMessage("ScheduleExpression is not offered by this endpoint.");
        assertThat(refusal(() -> events.call(
                        new PutRuleHandler(events.bus),
                        PutRuleRequest.builder().name("none").build())))
                .hasMessage("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        assertThat(refusal(() -> events.call(
                        new PutRuleHandler(events.bus),
                        PutRuleRequest.builder()
                                .name("orders")
                                .eventPattern(PATTERN)
                                .eventBusName("other")
                                .build())))
                .hasMessage("Event bus other does not exist.");
        events.putRule("orders", PATTERN);
        assertThat(refusal(() -> events.putTargets(
                        "orders",
                        Target.builder()
                                .id("f")
                                .arn(FUNCTION)
                                .inputPath("$.detail")
                                .build())))
                .hasMessage("InputPath is not offered by this endpoint.");
        assertThat(refusal(() -> events.putTargets("orders", target("f", "listener"))))
                .hasMessage("Parameter listener is not valid. Reason: Provided Arn is not in correct format.");
    }
}
