package dev.tumbler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;

/** Holds a table of constraints against the SDK's own model: a row with a wrong name would never refuse anything. */
final class RowsOfATable {
    private RowsOfATable() {}

    static void assertFit(SdkPojo builder, String operation, List<MemberRule> rules) {
        for (MemberRule rule : rules) {
            SdkField<?> field = member(builder, rule);
            Object value = SampleValues.of(1).value(field);
            assertThatCode(() -> rule.constraints()
                            .forEach(
                                    each -> assertThat(each.holds().test(value)).isIn(true, false)))
                    .as(operation + " " + rule.path())
                    .doesNotThrowAnyException();
        }
    }

    private static SdkField<?> member(SdkPojo builder, MemberRule rule) {
        SdkPojo structure = builder;
        SdkField<?> field = null;
        for (String part : rule.path()) {
            boolean element = part.equals(MemberRule.ELEMENT);
            field = element ? field.getTrait(ListTrait.class).memberFieldInfo() : Members.field(structure, part);
            assertThat((Object) field).as(rule.path().toString()).isNotNull();
            if (field.marshallingType().getKnownType() == MarshallingKnownType.SDK_POJO) {
                structure = field.constructor().get();
            }
        }
        return field;
    }
}
