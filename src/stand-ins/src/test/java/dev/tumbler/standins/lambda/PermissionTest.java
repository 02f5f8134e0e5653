package dev.tumbler.standins.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.standins.lambda.Permission.Conditions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionTest {
    private static final String SECRETS_MANAGER = "secretsmanager.amazonaws.com";
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf";
    private static final FunctionId ID = new FunctionId("123456789012", "us-east-1", "hello");

    private static Permission permission(String action, String principal, String sourceArn, String sourceAccount) {
        return new Permission(
                "id",
                action,
                principal,
                new Conditions(
                        Optional.ofNullable(sourceArn),
                        Optional.ofNullable(sourceAccount),
                        Optional.empty(),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "lambda:InvokeFunction, secretsmanager.amazonaws.com, -, -, true",
                "lambda:*, secretsmanager.amazonaws.com, -, 123456789012, true",
                "*, *, arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-??????, -, true",
                "lambda:GetFunction, secretsmanager.amazonaws.com, -, -, false",
                "lambda:InvokeFunction, s3.amazonaws.com, -, -, false",
                "lambda:InvokeFunction, 123456789012, -, -, false",
                "lambda:InvokeFunction, secretsmanager.amazonaws.com, -, 210987654321, false",
                "lambda:InvokeFunction, secretsmanager.amazonaws.com,"
                        + " arn:aws:secretsmanager:us-east-1:123456789012:secret:users-*, -, false",
            })
    void aServiceInvokesWhereAPermissionSaysSo(
            String action, String principal, String sourceArn, String sourceAccount, boolean may) {
        assertThat(permission(action, principal, sourceArn, sourceAccount).letsInvoke(SECRETS_MANAGER, SECRET))
                .isEqualTo(may);
    }

    @Test
    void aPermissionForAnOrganizationLetsNoServiceIn() {
        Permission permission = new Permission(
                "id",
                "lambda:InvokeFunction",
                "*",
                new Conditions(Optional.empty(), Optional.empty(), Optional.of("o-abcdefghij"), Optional.empty()));
        assertThat(permission.letsInvoke(SECRETS_MANAGER, SECRET)).isFalse();
    }

    @Test
    void aStatementIsWrittenAsAwsWritesIt() {
        assertThat(FunctionPolicy.statement(
                        ID, permission("lambda:InvokeFunction", SECRETS_MANAGER, SECRET, "123456789012")))
                .isEqualTo("{\"Sid\":\"id\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"" + SECRETS_MANAGER
                        + "\"},\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"" + ID.arn()
                        + "\",\"Condition\":{\"StringEquals\":{\"AWS:SourceAccount\":\"123456789012\"},"
                        + "\"ArnLike\":{\"AWS:SourceArn\":\"" + SECRET + "\"}}}");
        assertThat(FunctionPolicy.statement(ID, permission("lambda:InvokeFunction", "210987654321", null, null)))
                .contains("\"Principal\":{\"AWS\":\"arn:aws:iam::210987654321:root\"}")
                .doesNotContain("Condition");
        assertThat(FunctionPolicy.statement(ID, permission("*", "*", null, null)))
                .contains("\"Principal\":\"*\"");
    }

    @Test
    void aPrincipalIsAServiceAnAccountOrAnArn() {
        assertThat(LambdaFixture.refusal(() -> permission("*", "somebody", null, null)))
                .hasMessage("The provided principal was invalid. Please check the principal and try again.");
    }
}
