package dev.tumbler.standins.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which key policies somebody can still replace, and which are no policies. */
class KeyPolicyDocumentTest {
    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/1234";
    private static final String ALICE = "arn:aws:iam::123456789012:user/alice";
    private static final String SESSION = "arn:aws:sts::123456789012:assumed-role/Admin/session";

    private static Caller caller(String arn) {
        return new Caller("123456789012", "us-east-1", arn, "AIDA", Optional.empty());
    }

    private static boolean canBeReplaced(String statements, String caller) {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements.replace('\'', '"') + "]}";
        return KeyPolicyDocument.parse(policy).canBeReplaced(caller(caller), KEY);
    }

    private static String statement(String effect, String principal, String action, String rest) {
        return "{'Effect':'" + effect + "','Principal':" + principal + ",'Action':'" + action + "','Resource':'*'"
                + rest + "}";
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                // principal                                            | action             | who can replace it
                "'*'                                                    | kms:*              | true",
                "'*'                                                    | *                  | true",
                "{'AWS':'*'}                                            | kms:PutKeyPolicy   | true",
                "{'AWS':'arn:aws:iam::123456789012:root'}               | kms:Put*           | true",
                "{'AWS':'123456789012'}                                 | KMS:putkeypolicy   | true",
                "{'AWS':['x','arn:aws:iam::123456789012:user/alice']}   | kms:PutKey?olicy   | true",
                "{'AWS':'arn:aws:iam::123456789012:user/bob'}           | kms:*              | false",
                "{'AWS':'arn:aws:iam::210987654321:root'}               | kms:*              | false",
                "{'Service':'rds.amazonaws.com'}                        | kms:*              | false",
                "{'AWS':'arn:aws:iam::123456789012:root'}               | kms:Decrypt        | false",
                "{'AWS':'arn:aws:iam::123456789012:root'}               | kms:PutKeyPolic    | false",
                "{'AWS':'arn:aws:iam::123456789012:root'}               | kms:PutKeyPolicyX* | false",
                "{'AWS':'arn:aws:iam::123456789012:root'}               | s3:*               | false"
            })
    void anAllowCountsForTheCallerAndItsAccount(String principal, String action, boolean expected) {
        assertThat(canBeReplaced(statement("Allow", principal, action, ""), ALICE))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'*'                                       | kms:*            | | false",
                "{'AWS':'*'}                               | kms:PutKeyPolicy | | false",
                "{'AWS':'arn:aws:iam::123456789012:root'}  | *                | | false",
                "{'AWS':'arn:aws:iam::123456789012:user/alice'} | kms:*       | | true",
                "{'AWS':'arn:aws:iam::210987654321:root'}  | kms:*            | | true",
                "'*'                                       | kms:Decrypt      | | true",
                "'*' | kms:* | ,'Condition':{'StringNotEquals':{'kms:CallerAccount':'123456789012'}} | true",
                "'*' | kms:* | ,'Condition':{'StringEquals':{'kms:CallerAccount':'123456789012'}}    | false",
                "'*' | kms:* | ,'Condition':{'Bool':{'aws:SecureTransport':'false'}}                  | true",
                "'*' | kms:* | ,'Condition':{'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::*:user/alice'}} | true"
            })
    void aDenyUndoesAnAllow(String principal, String action, String rest, boolean expected) {
        String allow = statement("Allow", "{'AWS':'arn:aws:iam::123456789012:root'}", "kms:*", "");
        String deny =
                statement("Deny", principal, action, Optional.ofNullable(rest).orElse(""));
        assertThat(canBeReplaced(allow + "," + deny, ALICE)).isEqualTo(expected);
        assertThat(canBeReplaced(deny + "," + allow, ALICE)).isEqualTo(expected);
        assertThat(canBeReplaced(deny, ALICE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'StringEquals':{'kms:CallerAccount':'123456789012'}}                      | true",
                "{'StringEquals':{'kms:CallerAccount':['210987654321','123456789012']}}     | true",
                "{'StringLike':{'aws:PrincipalArn':'arn:aws:iam::*:user/al*'}}              | true",
                "{'StringEquals':{'kms:CallerAccount':'210987654321'}}                      | false",
                "{'StringEquals':{'kms:ViaService':'secretsmanager.us-east-1.amazonaws.com'}} | false",
                "{'StringEquals':{'kms:CallerAccount':'123456789012'},'Bool':{'aws:ViaAWSService':'true'}} | false"
            })
    void aConditionCountsOnlyWhereItIsMetForCertain(String condition, boolean expected) {
        String rest = ",'Condition':" + condition;
        assertThat(canBeReplaced(statement("Allow", "'*'", "kms:*", rest), ALICE))
                .isEqualTo(expected);
    }

    @Test
    void theOppositesOfElementsCount() {
        assertThat(canBeReplaced("{'Effect':'Allow','Principal':'*','NotAction':'kms:Decrypt','Resource':'*'}", ALICE))
                .isTrue();
        assertThat(canBeReplaced("{'Effect':'Allow','Principal':'*','NotAction':'kms:Put*','Resource':'*'}", ALICE))
                .isFalse();
        assertThat(canBeReplaced(
                        "{'Effect':'Allow','NotPrincipal':{'AWS':'" + ALICE + "'},'Action':'kms:*','Resource':'*'}",
                        ALICE))
                .as("the account itself")
                .isTrue();
    }

    @Test
    void aStatementForAnotherKeyDoesNotCount() {
        assertThat(canBeReplaced("{'Effect':'Allow','Principal':'*','Action':'kms:*','Resource':'" + KEY + "'}", ALICE))
                .isTrue();
        assertThat(canBeReplaced(
                        "{'Effect':'Allow','Principal':'*','Action':'kms:*','Resource':'" + KEY + "5'}", ALICE))
                .isFalse();
    }

    @Test
    void aSessionIsItsRole() {
        String role = statement("Allow", "{'AWS':'arn:aws:iam::123456789012:role/Admin'}", "kms:*", "");
        assertThat(canBeReplaced(role, SESSION)).isTrue();
        assertThat(canBeReplaced(role, SESSION.replace("Admin", "Other"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "[]",
                "{}",
                "{\"Statement\":[]}",
                "{\"Statement\":[1]}",
                "{\"Statement\":\"text\"}",
                "{\"Version\":\"2020-01-01\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Resource\":\"*\"}]}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\"}]}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":[],\"Resource\":\"*\"}]}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"NotAction\":\"*\",\"Resource\":\"*\"}]}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":[]}]}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}"
                        + " {}"
            })
    void whatIsNoPolicyIsMalformed(String text) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> KeyPolicyDocument.parse(text))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.KMS_MALFORMED_POLICY));
    }

    @Test
    void aDeepPolicyIsMalformedAndManyStarsTakeNoTime() {
        String deep = "[".repeat(10_000);
        whatIsNoPolicyIsMalformed("{\"Statement\":" + deep);
        assertThat(KeyPolicyStatement.glob("*a".repeat(8000) + "b", "a".repeat(8000)))
                .isFalse();
    }
}
