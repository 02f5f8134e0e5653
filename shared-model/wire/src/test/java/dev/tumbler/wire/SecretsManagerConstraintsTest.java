package dev.tumbler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;

class SecretsManagerConstraintsTest {
    private static final Map<String, Operation<?>> OPERATIONS = Exchange.JSON.stream()
            .map(Exchange::operation)
            .collect(Collectors.toMap(Operation::name, Function.identity()));

    static Stream<String> operations() {
        return SecretsManagerConstraints.TABLE.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyRowNamesAMemberAndFitsItsType(String name) {
        for (MemberRule rule : SecretsManagerConstraints.TABLE.get(name)) {
            SdkField<?> field = member(Members.builder(OPERATIONS.get(name)), rule);
            Object value = SampleValues.of(1).value(field);
            assertThatCode(() -> rule.constraints()
                            .forEach(
                                    each -> assertThat(each.holds().test(value)).isIn(true, false)))
                    .as(name + " " + rule.path())
                    .doesNotThrowAnyException();
        }
    }

    private static SdkField<?> member(SdkPojo builder, MemberRule rule) {
        SdkPojo structure = builder;
        SdkField<?> field = null;
        for (String part : rule.path()) {
            boolean element = part.equals(MemberRule.ELEMENT);
            field = element
                    ? field.getTrait(ListTrait.class).memberFieldInfo()
                    : structure.sdkFieldNameToField().get(part);
            assertThat((Object) field).as(rule.path().toString()).isNotNull();
            if (field.marshallingType().getKnownType() == MarshallingKnownType.SDK_POJO) {
                structure = field.constructor().get();
            }
        }
        return field;
    }

    @Test
    void whatTheModelMarksAsSensitiveIsMarkedHere() {
        Stream<String> sensitive = SecretsManagerConstraints.TABLE.values().stream()
                .flatMap(rules -> rules.stream().filter(MemberRule::isSensitive))
                .map(rule -> String.join(".", rule.path()));

        assertThat(sensitive).containsOnly("SecretString", "SecretBinary", "RotationToken");
        assertThat(SecretsManagerConstraints.TABLE.values().stream()
                        .flatMap(rules -> rules.stream().filter(rule -> !rule.isSensitive()))
                        .map(rule -> String.join(".", rule.path())))
                .doesNotContain("SecretString", "SecretBinary", "RotationToken");
    }
}
