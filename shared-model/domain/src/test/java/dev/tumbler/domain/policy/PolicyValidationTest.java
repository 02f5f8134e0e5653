package dev.tumbler.domain.policy;

import static dev.tumbler.domain.policy.Policies.ACCOUNT;
import static dev.tumbler.domain.policy.Policies.ALICE;
import static dev.tumbler.domain.policy.Policies.ARN;
import static dev.tumbler.domain.policy.Policies.CLERK;
import static dev.tumbler.domain.policy.Policies.caller;
import static dev.tumbler.domain.policy.Policies.failures;
import static dev.tumbler.domain.policy.Policies.policy;
import static dev.tumbler.domain.policy.Policies.statement;
import static dev.tumbler.domain.policy.PolicyCheck.BROAD_ACCESS;
import static dev.tumbler.domain.policy.PolicyCheck.LOCK_OUT;
import static dev.tumbler.domain.policy.PolicyCheck.PRINCIPAL;
import static dev.tumbler.domain.policy.PolicyCheck.SERVICE_PRINCIPAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyValidationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012",
                "arn:aws:iam::123456789012:root",
                "arn:aws:iam::123456789012:user/team/alice",
                "arn:aws-cn:iam::123456789012:role/clerk",
                "arn:aws:sts::123456789012:assumed-role/clerk/session",
                "arn:aws:sts::123456789012:federated-user/bob"
            })
    void accountsUsersRolesAndSessionsMayBeNamed(String principal) {
        assertThat(failures(policy(statement("Principal", Map.of("AWS", List.of(ALICE, principal))))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "AIDACKCEVSQ6C2EXAMPLE",
                "12345",
                "arn:aws:iam::123456789012:group/team",
                "arn:aws:iam::123456789012:user/*",
                "arn:aws:iam::*:root",
                "arn:aws:s3:::bucket"
            })
    void anythingElseOfAwsIsAnUnsupportedPrincipal(String principal) {
        assertThat(failures(policy(statement("Principal", Map.of("AWS", principal)))))
                .containsExactly(PRINCIPAL);
        assertThat(failures(policy(statement("Principal", Map.of("Federated", principal)))))
                .containsExactly(PRINCIPAL);
    }

    @Test
    void aServiceIsNamedByItsDomain() {
        assertThat(failures(policy(statement("Principal", Map.of("Service", "appflow.amazonaws.com")))))
                .isEmpty();
        assertThat(failures(policy(statement("Principal", Map.of("Service", List.of("appflow", "*"))))))
                .containsExactly(SERVICE_PRINCIPAL);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Object policy = policy(
                statement("Principal", Map.of("AWS", "alice", "Service", "appflow")),
                statement("Principal", "*"),
                statement("Effect", "Deny", "Principal", "*", "Action", "*"));

        assertThat(failures(policy)).containsExactly(PRINCIPAL, SERVICE_PRINCIPAL, LOCK_OUT, BROAD_ACCESS);
    }

    @Test
    void everybodyIsBroadHoweverItIsWritten() {
        assertThat(failures(policy(statement("Principal", "*")))).containsExactly(BROAD_ACCESS);
        assertThat(failures(policy(statement("Principal", Map.of("AWS", "*"))))).containsExactly(BROAD_ACCESS);
        assertThat(failures(policy(statement("Principal", Map.of("AWS", List.of(ALICE, "*"))))))
                .containsExactly(BROAD_ACCESS);
        assertThat(failures(policy(statement("Principal", null, "NotPrincipal", Map.of("AWS", ALICE)))))
                .containsExactly(BROAD_ACCESS);
    }

    @Test
    void whoeverIsDeniedIsNotLetIn() {
        assertThat(failures(policy(statement("Effect", "Deny", "Principal", "*"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, aws:SourceAccount, 123456789012",
        "StringEquals, AWS:sourceaccount, 123456789012",
        "StringEqualsIgnoreCase, aws:SourceVpc, vpc-1a2b",
        "StringLike, aws:SourceVpce, vpce-1a2b",
        "ArnLike, aws:SourceArn, arn:aws:appflow:us-east-1:123456789012:flow/*",
        "ArnLike, aws:SourceArn, arn:aws:s3:::bucket/*",
        "ArnEquals, aws:PrincipalArn, arn:aws:iam::123456789012:role/clerk",
        "StringEquals, aws:PrincipalOrgID, o-a1b2c3d4e5",
        "ForAnyValue:StringLike, aws:PrincipalOrgPaths, o-a1b2c3d4e5/r-ab12/*",
        "StringLike, aws:userid, AROAEXAMPLE:*"
    })
    void aConditionThatFixesTheOwnerNarrows(String operator, String key, String value) {
        assertThat(failures(everybodyIf(operator, key, value))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "StringEqualsIfExists, aws:SourceAccount, 123456789012",
        "ForAllValues:StringEquals, aws:SourceAccount, 123456789012",
        "StringNotEquals, aws:SourceAccount, 123456789012",
        "StringLike, aws:SourceAccount, *",
        "StringLike, aws:SourceVpc, vpc-*",
        "StringEquals, aws:SourceAccount, ${aws:PrincipalAccount}",
        "ArnLike, aws:SourceArn, arn:aws:appflow:us-east-1:*:flow/one",
        "ArnLike, aws:SourceArn, arn:aws:s3:::*",
        "StringLike, aws:PrincipalOrgID, o-*",
        "Bool, aws:SecureTransport, true",
        "StringEquals, aws:RequestedRegion, us-east-1"
    })
    void anyOtherConditionLeavesItBroad(String operator, String key, String value) {
        assertThat(failures(everybodyIf(operator, key, value))).containsExactly(BROAD_ACCESS);
    }

    @Test
    void oneOpenValueBesideAFixedOneLeavesItBroad() {
        assertThat(failures(everybodyIf("StringLike", "aws:SourceVpc", List.of("vpc-1", "*"))))
                .containsExactly(BROAD_ACCESS);
    }

    private static Object everybodyIf(String operator, String key, Object value) {
        return policy(statement("Principal", "*", "Condition", Map.of(operator, Map.of(key, value))));
    }

    @Test
    void aCallerWhoIsDeniedTheNextPolicyIsLockedOut() {
        assertThat(failures(denying("Principal", "*"))).containsExactly(LOCK_OUT);
        assertThat(failures(denying("Principal", Map.of("AWS", ACCOUNT)))).containsExactly(LOCK_OUT);
        assertThat(failures(denying("Principal", Map.of("AWS", "arn:aws:iam::123456789012:root"))))
                .containsExactly(LOCK_OUT);
        assertThat(failures(denying("Principal", Map.of("AWS", ALICE)))).containsExactly(LOCK_OUT);
        assertThat(failures(denying("Principal", Map.of("AWS", CLERK)))).isEmpty();
    }

    @Test
    void aSessionIsDeniedWhatItsRoleIs() {
        String session = "arn:aws:sts::123456789012:assumed-role/clerk/monday";

        assertThat(failures(denying("Principal", Map.of("AWS", CLERK)), caller(session)))
                .containsExactly(LOCK_OUT);
        assertThat(failures(denying("Principal", Map.of("AWS", ALICE)), caller(session)))
                .isEmpty();
    }

    @Test
    void toBeLeftOutOfADenialACallerMustBeNamedWithTheAccount() {
        assertThat(failures(denyingAllBut(ALICE))).containsExactly(LOCK_OUT);
        assertThat(failures(denyingAllBut(ACCOUNT))).containsExactly(LOCK_OUT);
        assertThat(failures(denyingAllBut(ALICE, ACCOUNT))).isEmpty();
    }

    private static Object denyingAllBut(String... principals) {
        return policy(statement(
                "Effect",
                "Deny",
                "Principal",
                null,
                "NotPrincipal",
                Map.of("AWS", List.of(principals)),
                "Action",
                "secretsmanager:*"));
    }

    @ParameterizedTest
    @CsvSource({
        "Action, secretsmanager:putresourcepolicy, true",
        "Action, secretsmanager:*ResourcePolicy, true",
        "Action, secretsmanager:Put*P?licy, true",
        "Action, secretsmanager:Get*, false",
        "NotAction, secretsmanager:Get*, true",
        "NotAction, secretsmanager:Put*, false",
        "Resource, arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-??????, true",
        "Resource, arn:aws:secretsmanager:us-east-1:123456789012:secret:other-??????, false",
        "NotResource, arn:aws:secretsmanager:us-east-1:123456789012:secret:other-??????, true"
    })
    void onlyWhatIsDeniedForThisSecretCounts(String element, String pattern, boolean lockedOut) {
        String plain = element.replace("Not", "");

        assertThat(failures(denying("Principal", "*", plain, null, element, pattern))
                        .contains(LOCK_OUT))
                .isEqualTo(lockedOut);
    }

    private static Object denying(Object... members) {
        Object[] denial = {"Effect", "Deny", "Action", "secretsmanager:*"};
        return policy(statement(Stream.of(denial, members).flatMap(Stream::of).toArray()));
    }

    @Test
    void aDenialWithAConditionIsNoLockOut() {
        assertThat(failures(denying(
                        "Principal", "*", "Condition", Map.of("StringNotEquals", Map.of("aws:SourceVpc", "vpc-1")))))
                .isEmpty();
    }

    @Test
    void withoutASecretOnlyADenialForEverySecretLocksOut() {
        PolicyText all = new PolicyText("", Optional.of(denying("Principal", "*")));
        PolicyText one = new PolicyText("", Optional.of(denying("Principal", "*", "Resource", ARN)));

        assertThat(PolicyValidation.failures(all, Optional.empty(), caller(ALICE)))
                .containsExactly(LOCK_OUT);
        assertThat(PolicyValidation.failures(one, Optional.empty(), caller(ALICE)))
                .isEmpty();
    }

    @Test
    void aBroadPolicyIsRefusedOnlyOnDemand() {
        PolicyText broad = new PolicyText("", Optional.of(policy(statement("Principal", "*"))));

        assertThatCode(() -> PolicyValidation.check(broad, ARN, caller(ALICE), false))
                .doesNotThrowAnyException();
        AwsException refusal =
                catchThrowableOfType(AwsException.class, () -> PolicyValidation.check(broad, ARN, caller(ALICE), true));
        assertThat(refusal.code()).isEqualTo(ErrorCode.PUBLIC_POLICY);
        assertThat(refusal)
                .hasMessage("You can't attach a resource-based policy that allows broad access to the secret.");
    }
}
