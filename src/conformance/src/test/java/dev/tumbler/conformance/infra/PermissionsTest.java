package dev.tumbler.conformance.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each function may do what its code can come to do, to what it does it to, and nothing else. */
class PermissionsTest {
    private static final String TABLE = "${Storage.Table.Arn}";
    private static final String KEY = "${Storage.Key.Arn}";
    private static final String HERE = "${AWS::Region}:${AWS::AccountId}:";
    private static final String SECRETS = "arn:${AWS::Partition}:secretsmanager:" + HERE + "secret:*";
    private static final String DATABASES = "arn:${AWS::Partition}:rds:" + HERE;
    private static final String FUNCTIONS = "arn:${AWS::Partition}:lambda:" + HERE + "function:";

    /** What each action is done to. There is no resource that passwords are made for. */
    private static final Map<String, String> PERMISSIONS = Map.ofEntries(
            Map.entry("dynamodb:GetItem", "dynamodb:GetItem " + TABLE),
            Map.entry("dynamodb:PutItem", "dynamodb:PutItem " + TABLE),
            Map.entry("dynamodb:DeleteItem", "dynamodb:DeleteItem " + TABLE),
            Map.entry("dynamodb:Query LISTING", "dynamodb:Query " + TABLE + "/index/LISTING"),
            Map.entry("dynamodb:Query WORK", "dynamodb:Query " + TABLE + "/index/WORK"),
            Map.entry("kms:GenerateDataKey", "kms:GenerateDataKey " + KEY),
            Map.entry("kms:Decrypt", "kms:Decrypt " + KEY),
            Map.entry("kms:DescribeKey", "kms:DescribeKey " + KEY),
            Map.entry("events:PutEvents", "events:PutEvents ${Events.Bus.Arn}"),
            Map.entry(
                    "lambda:InvokeFunction of the stack",
                    "lambda:InvokeFunction " + FUNCTIONS + "${AWS::StackName}-rotation"),
            Map.entry("lambda:InvokeFunction of others", "lambda:InvokeFunction " + FUNCTIONS + "SecretsManager*"),
            Map.entry("secretsmanager:DescribeSecret", "secretsmanager:DescribeSecret " + SECRETS),
            Map.entry("secretsmanager:GetSecretValue", "secretsmanager:GetSecretValue " + SECRETS),
            Map.entry("secretsmanager:PutSecretValue", "secretsmanager:PutSecretValue " + SECRETS),
            Map.entry("secretsmanager:UpdateSecretVersionStage", "secretsmanager:UpdateSecretVersionStage " + SECRETS),
            Map.entry("secretsmanager:GetRandomPassword", "secretsmanager:GetRandomPassword *"),
            Map.entry("rds:DescribeDBInstances", "rds:DescribeDBInstances " + DATABASES + "db:*"),
            Map.entry("rds:DescribeDBClusters", "rds:DescribeDBClusters " + DATABASES + "cluster:*"));

    private static final Stack WHOLE = Stack.of("template.yaml", TemplateFunction.PARAMETERS);
    private static final Stack ROTATION_ALONE = Stack.of("rotation.yaml", Map.of());

    static Stream<TemplateFunction> whole() {
        return TemplateFunction.of(WHOLE).stream();
    }

    static Stream<TemplateFunction> rotationAlone() {
        return TemplateFunction.of(ROTATION_ALONE).stream();
    }

    private static Set<String> needed(TemplateFunction function) {
        return DeployedCode.reachableFrom(function.handler()).actions().stream()
                .map(action -> PERMISSIONS.getOrDefault(action, action + " has no resource in this test"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("whole")
    void aFunctionMayDoWhatItsCodeDoes(TemplateFunction function) {
        // Tumbler's own Secrets Manager and RDS let nobody in by IAM
        Set<String> needed = needed(function);
        needed.removeIf(each -> each.startsWith("secretsmanager:") || each.startsWith("rds:"));

        assertThat(function.permissions(WHOLE)).isEqualTo(needed);
    }

    @ParameterizedTest
    @MethodSource("rotationAlone")
    void aRotationFunctionMayDoWhatItsCodeDoesInAwssOwnService(TemplateFunction function) {
        assertThat(function.permissions(ROTATION_ALONE)).isEqualTo(needed(function));
    }

    @Test
    void aKeyOfOnesOwnIsUsedByThoseThatReadOrStoreValues() {
        Stack own = Stack.of("rotation.yaml", Map.of("SecretKeyArn", "KEY"));

        assertThat(TemplateFunction.of(own)).allSatisfy(function -> {
            Set<String> needed = needed(function);
            if (needed.contains(PERMISSIONS.get("secretsmanager:GetSecretValue"))) {
                needed.addAll(Set.of("kms:Decrypt KEY", "kms:GenerateDataKey KEY"));
            }
            assertThat(function.permissions(own)).isEqualTo(needed);
        });
    }

    /** AWS attaches no more than ten policies to a role; the model itself brings two, for logs and traces. */
    @Test
    void noFunctionHasMorePoliciesThanAwsAttaches() {
        assertThat(whole()).allSatisfy(function -> assertThat(
                        Template.list(function.properties().getOrDefault("Policies", java.util.List.of())))
                .hasSizeLessThanOrEqualTo(8));
    }
}
