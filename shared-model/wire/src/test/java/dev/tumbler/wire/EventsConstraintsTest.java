package dev.tumbler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tumbler.domain.AwsException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;

class EventsConstraintsTest {
    private static final Map<String, SdkPojo> BUILDERS = Map.ofEntries(
            Map.entry("DeleteRule", DeleteRuleRequest.builder()),
            Map.entry("DescribeRule", DescribeRuleRequest.builder()),
            Map.entry("DisableRule", DisableRuleRequest.builder()),
            Map.entry("EnableRule", EnableRuleRequest.builder()),
            Map.entry("ListRules", ListRulesRequest.builder()),
            Map.entry("ListTargetsByRule", ListTargetsByRuleRequest.builder()),
            Map.entry("PutEvents", PutEventsRequest.builder()),
            Map.entry("PutRule", PutRuleRequest.builder()),
            Map.entry("PutTargets", PutTargetsRequest.builder()),
            Map.entry("RemoveTargets", RemoveTargetsRequest.builder()),
            Map.entry("TestEventPattern", TestEventPatternRequest.builder()));

    static Stream<String> operations() {
        return EventsConstraints.TABLE.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyRowNamesAMemberAndFitsItsType(String name) {
        RowsOfATable.assertFit(BUILDERS.get(name), name, EventsConstraints.TABLE.get(name));
    }

    @Test
    void everyOperationHasARow() {
        assertThat(EventsConstraints.TABLE.keySet()).isEqualTo(BUILDERS.keySet());
    }

    @Test
    void aNameThatAwsDoesNotTakeIsRefused() {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> EventsConstraints.check(
                        "PutRule", PutRuleRequest.builder().name("a b").build()))
                .withMessage("1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: Member"
                        + " must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+");
    }
}
