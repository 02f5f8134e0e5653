package dev.tumbler.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
        RowsOfATable.assertFit(Members.builder(OPERATIONS.get(name)), name, SecretsManagerConstraints.TABLE.get(name));
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
