package dev.tumbler.domain.policy;

import static dev.tumbler.domain.policy.Policies.failures;
import static dev.tumbler.domain.policy.Policies.policy;
import static dev.tumbler.domain.policy.Policies.statement;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyGrammarTest {

    static Stream<Object> policies() {
        return Stream.of(
                policy(statement()),
                policy(statement("Sid", "One"), statement("Sid", "Two"), statement()),
                Map.of("Statement", statement()),
                Map.of("Version", "2008-10-17", "Id", "mine", "Statement", List.of(statement())),
                policy(statement("Effect", "Deny", "Principal", null, "NotPrincipal", Map.of("AWS", Policies.ALICE))),
                policy(statement("Action", List.of("secretsmanager:Get*", "secretsmanager:DescribeSecre?"))),
                policy(statement("Action", null, "NotAction", "secretsmanager:*")),
                policy(statement("Resource", Policies.ARN)),
                policy(statement("Resource", null, "NotResource", List.of(Policies.ARN))),
                policy(statement("Condition", Map.of())),
                policy(statement(
                        "Condition",
                        Map.of(
                                "StringEqualsIfExists",
                                Map.of("aws:SourceVpc", List.of("vpc-1", "vpc-2")),
                                "ForAnyValue:StringLike",
                                Map.of("aws:PrincipalOrgPaths", "o-1/*"),
                                "NumericLessThanEquals",
                                Map.of("aws:MultiFactorAuthAge", 300),
                                "Bool",
                                Map.of("aws:SecureTransport", true)))));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aPolicyIsRead(Object policy) {
        assertThat(failures(policy)).isEmpty();
    }

    static Stream<Object> noPolicies() {
        return Stream.of(
                "text",
                List.of(statement()),
                Map.of(),
                policy(),
                Map.of("Statement", List.of(statement()), "Comment", "no such element"),
                Map.of("Version", "2012-10-18", "Statement", List.of(statement())),
                Map.of("Id", 1, "Statement", List.of(statement())),
                policy("text"),
                policy(statement("Effect", "AllowSomething")),
                policy(statement("Effect", "allow")),
                policy(statement("Effect", null)),
                policy(statement("Sid", "One"), statement("Sid", "One")),
                policy(statement("Principal", null)),
                policy(statement("NotPrincipal", "*")),
                policy(statement("Principal", Policies.ALICE)),
                policy(statement("Principal", Map.of())),
                policy(statement("Principal", Map.of("Group", "x"))),
                policy(statement("Principal", Map.of("AWS", List.of()))),
                policy(statement("Action", null)),
                policy(statement("Action", List.of())),
                policy(statement("Action", "GetSecretValue")),
                policy(statement("NotAction", "secretsmanager:*")),
                policy(statement("Resource", null)),
                policy(statement("Resource", "orders")),
                policy(statement("Condition", "text")),
                policy(statement("Condition", Map.of("Equals", Map.of("aws:SourceVpc", "vpc-1")))),
                policy(statement("Condition", Map.of("StringEquals", Map.of()))),
                policy(statement("Condition", Map.of("StringEquals", Map.of("aws:SourceVpc", List.of())))),
                policy(statement("Condition", Map.of("StringEquals", Map.of("aws:SourceVpc", Map.of())))),
                policy(statement("Comment", "no such element")));
    }

    @ParameterizedTest
    @MethodSource("noPolicies")
    void whatDoesNotFitTheGrammarIsASyntaxErrorAndNothingElse(Object json) {
        assertThat(failures(json)).containsExactly(PolicyCheck.SYNTAX);
    }

    @Test
    void whatIsNoJsonIsASyntaxError() {
        PolicyText text = new PolicyText("{", Optional.empty());

        assertThat(PolicyValidation.failures(text, Optional.empty(), Policies.caller(Policies.ALICE)))
                .containsExactly(PolicyCheck.SYNTAX);
    }
}
