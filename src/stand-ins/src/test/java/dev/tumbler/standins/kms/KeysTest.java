package dev.tumbler.standins.kms;

import static dev.tumbler.standins.kms.KmsFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;

class KeysTest {
    private static final String UNKNOWN = "99999999-9999-9999-9999-999999999999";

    private final KmsFixture kms = new KmsFixture();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void aNewKeyIsEnabledAndSymmetric() {
        KeyMetadata made = kms.createKey(each -> each.description("for orders"));

        assertThat(made.arn()).isEqualTo("arn:aws:kms:us-east-1:123456789012:key/" + made.keyId());
        assertThat(made.keyStateAsString()).isEqualTo("Enabled");
        assertThat(made.enabled()).isTrue();
        assertThat(made.keyManagerAsString()).isEqualTo("CUSTOMER");
        assertThat(made.keySpecAsString()).isEqualTo("SYMMETRIC_DEFAULT");
        assertThat(made.keyUsageAsString()).isEqualTo("ENCRYPT_DECRYPT");
        assertThat(made.description()).isEqualTo("for orders");
        assertThat(kms.describe(made.keyId())).isEqualTo(made);
    }

    @Test
    void everyFormOfAKeyIsUnderstood() {
        KeyMetadata made = kms.createKey();
        kms.createAlias("alias/orders", made.keyId());

        assertThat(kms.describe(made.arn())).isEqualTo(made);
        assertThat(kms.describe("alias/orders")).isEqualTo(made);
        assertThat(kms.describe("arn:aws:kms:us-east-1:123456789012:alias/orders"))
                .isEqualTo(made);
    }

    @Test
    void whatNamesNoKeyIsRefusedInAwsWords() {
        String arn = "arn:aws:kms:us-east-1:123456789012:key/" + UNKNOWN;
        assertNotFound(() -> kms.describe(UNKNOWN), "Key '" + arn + "' does not exist");
        assertNotFound(() -> kms.describe(arn), "Key '" + arn + "' does not exist");
        assertNotFound(() -> kms.describe("nonsense"), "Invalid keyId 'nonsense'");
        assertNotFound(
                () -> kms.describe("alias/none"), "Alias arn:aws:kms:us-east-1:123456789012:alias/none is not found.");
        assertNotFound(
                () -> kms.describe("arn:aws:kms:eu-west-1:123456789012:key/" + UNKNOWN), "Invalid arn eu-west-1");
        assertNotFound(
                () -> kms.describe("arn:aws-cn:kms:us-east-1:123456789012:key/" + UNKNOWN), "Invalid arn us-east-1");
    }

    @Test
    void whatChangesAKeyTakesNoAlias() {
        kms.createAlias("alias/orders", kms.createKey().keyId());
        assertNotFound(() -> kms.disable("alias/orders"), "Invalid keyId 'alias/orders'");
    }

    @Test
    void aKeyOfAnotherAccountIsDeniedWhetherItExistsOrNot() {
        String foreign = "arn:aws:kms:us-east-1:210987654321:key/" + UNKNOWN;
        AwsException refusal = refusal(() -> kms.describe(foreign));
        assertThat(refusal.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
        assertThat(refusal)
                .hasMessage("User: arn:aws:iam::123456789012:user/alice is not authorized to perform: kms:DescribeKey"
                        + " on resource: " + foreign
                        + " because no resource-based policy allows the kms:DescribeKey action");
    }

    @Test
    void otherKindsOfKeysAreRefused() {
        for (Runnable call : List.<Runnable>of(
                () -> kms.createKey(each -> each.keySpec("RSA_2048")),
                () -> kms.createKey(each -> each.keyUsage("SIGN_VERIFY")),
                () -> kms.createKey(each -> each.origin("EXTERNAL")),
                () -> kms.createKey(each -> each.multiRegion(true)))) {
            assertThat(refusal(call).code()).isEqualTo(ErrorCode.KMS_UNSUPPORTED);
        }
    }

    @Test
    void keysAreListedPageByPageWithinTheirRegion() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(kms.createKey().keyId());
        }
        kms.as(KmsFixture.caller(KmsFixture.ACCOUNT, "eu-west-1"), kms::createKey);

        List<String> listed = new ArrayList<>();
        String marker = null;
        do {
            ListKeysResponse page = kms.call(
                    new ListKeysHandler(kms.kms),
                    ListKeysRequest.builder().limit(2).marker(marker).build());
            page.keys().stream().map(KeyListEntry::keyId).forEach(listed::add);
            assertThat(page.truncated()).isEqualTo(page.nextMarker() != null);
            marker = page.nextMarker();
        } while (marker != null);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void aDisabledKeyIsShownAsSuchAndTold() {
        KeyMetadata made = kms.createKey();
        kms.disable(made.keyId());
        assertThat(kms.describe(made.keyId()).keyStateAsString()).isEqualTo("Disabled");
        assertThat(kms.unusable).containsExactly(made.arn());
        kms.enable(made.arn());
        assertThat(kms.describe(made.keyId()).enabled()).isTrue();
        assertThat(kms.unusable).hasSize(1);
    }

    @Test
    void aDeletionIsPendingForThirtyDaysAndCanBeCancelled() {
        KeyMetadata made = kms.createKey();
        ScheduleKeyDeletionResponse scheduled = kms.scheduleDeletion(made.keyId(), null);

        assertThat(scheduled.keyId()).isEqualTo(made.arn());
        assertThat(scheduled.pendingWindowInDays()).isEqualTo(30);
        assertThat(scheduled.keyStateAsString()).isEqualTo("PendingDeletion");
        assertThat(scheduled.deletionDate()).isEqualTo(kms.clock.instant().plus(Duration.ofDays(30)));
        assertThat(kms.unusable).containsExactly(made.arn());

        kms.call(
                new CancelKeyDeletionHandler(kms.kms),
                CancelKeyDeletionRequest.builder().keyId(made.keyId()).build());
        assertThat(kms.describe(made.keyId()).keyStateAsString()).isEqualTo("Disabled");
        assertThat(kms.describe(made.keyId()).deletionDate()).isNull();
    }

    @Test
    void aKeyIsGoneAtTheEndOfItsWindowEvenBeforeItIsErased() {
        KeyMetadata made = kms.createKey();
        kms.scheduleDeletion(made.keyId(), 7);
        kms.clock.advance(Duration.ofDays(7));

        assertNotFound(() -> kms.describe(made.keyId()), "Key '" + made.arn() + "' does not exist");
        assertThat(kms.call(
                                new ListKeysHandler(kms.kms),
                                ListKeysRequest.builder().build())
                        .keys())
                .isEmpty();
    }

    @Test
    void purgingErasesWhatIsDueWithItsAliasesAndNothingElse() {
        KeyMetadata due = kms.createKey();
        KeyMetadata later = kms.createKey();
        kms.createAlias("alias/due", due.keyId());
        kms.createAlias("alias/later", later.keyId());
        kms.scheduleDeletion(due.keyId(), 7);
        kms.scheduleDeletion(later.keyId(), 8);
        kms.clock.advance(Duration.ofDays(7));
        kms.purge();

        KeyId dueId = new KeyId(KmsFixture.ACCOUNT, "us-east-1", due.keyId());
        assertThat(kms.table.get(KmsTableKeys.key(dueId)).toCompletableFuture().join())
                .isEmpty();
        assertNotFound(
                () -> kms.describe("alias/due"), "Alias arn:aws:kms:us-east-1:123456789012:alias/due is not found.");
        assertThat(kms.describe("alias/later").keyId()).isEqualTo(later.keyId());
    }

    @Test
    void aPolicyIsReplacedAsItIsWritten() {
        KeyMetadata made = kms.createKey();
        assertThat(policy(made)).contains("\"key-default-1\"", "arn:aws:iam::123456789012:root");

        String policy = policyFor("kms:*");
        putPolicy(made, policy);
        assertThat(policy(made)).isEqualTo(policy);
        for (String malformed : List.of("nonsense", "[]", "{}", "{\"Statement\":[]", "{\"Statement\":[]} {}")) {
            assertThat(refusal(() -> putPolicy(made, malformed)).code()).isEqualTo(ErrorCode.KMS_MALFORMED_POLICY);
        }
    }

    private static String policyFor(String action) {
        return """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"%s","Resource":"*"}}"""
                .formatted(action);
    }

    @Test
    void aPolicyThatNobodyCouldReplaceIsRefusedUnlessTheCallerInsists() {
        String lockout = policyFor("kms:Decrypt");
        KeyMetadata made = kms.createKey();

        for (AwsException refusal : List.of(
                refusal(() -> putPolicy(made, lockout)), refusal(() -> kms.createKey(each -> each.policy(lockout))))) {
            assertThat(refusal)
                    .hasMessage("The new key policy will not allow you to update the key policy in the future.");
            assertThat(refusal.code()).isEqualTo(ErrorCode.KMS_MALFORMED_POLICY);
        }
        assertThat(policy(made)).contains("key-default-1");

        kms.createKey(each -> each.policy(lockout).bypassPolicyLockoutSafetyCheck(true));
        kms.call(
                new PutKeyPolicyHandler(kms.kms),
                PutKeyPolicyRequest.builder()
                        .keyId(made.keyId())
                        .policy(lockout)
                        .bypassPolicyLockoutSafetyCheck(true)
                        .build());
        assertThat(policy(made)).isEqualTo(lockout);
    }

    @Test
    void aPolicyHas32KilobytesAtMost() {
        KeyMetadata made = kms.createKey();
        assertThat(refusal(() -> putPolicy(made, policyFor("kms:*") + " ".repeat(32 * 1024)))
                        .code())
                .isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    }

    private String policy(KeyMetadata key) {
        return kms.call(
                        new GetKeyPolicyHandler(kms.kms),
                        GetKeyPolicyRequest.builder()
                                .keyId(key.keyId())
                                .policyName("default")
                                .build())
                .policy();
    }

    private void putPolicy(KeyMetadata key, String policy) {
        kms.call(
                new PutKeyPolicyHandler(kms.kms),
                PutKeyPolicyRequest.builder().keyId(key.keyId()).policy(policy).build());
    }

    @Test
    void tagsAreAttachedOverwrittenAndTakenAway() {
        KeyMetadata made = kms.createKey(each -> each.tags(tag("team", "blue"), tag("stage", "test")));
        tag(made, tag("team", "red"));
        assertThat(tags(made)).containsExactly(tag("team", "red"), tag("stage", "test"));

        kms.call(
                new UntagResourceHandler(kms.kms),
                UntagResourceRequest.builder()
                        .keyId(made.keyId())
                        .tagKeys("team", "none")
                        .build());
        assertThat(tags(made)).containsExactly(tag("stage", "test"));
        assertThat(refusal(() -> tag(made, tag("aws:x", "1"))).code()).isEqualTo(ErrorCode.KMS_TAG);
        assertThat(refusal(() -> tag(made, tag("a", "1"), tag("a", "2")))).hasMessage("Duplicate tag keys");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().tagKey(key).tagValue(value).build();
    }

    private void tag(KeyMetadata key, Tag... tags) {
        kms.call(
                new TagResourceHandler(kms.kms),
                TagResourceRequest.builder().keyId(key.keyId()).tags(tags).build());
    }

    private List<Tag> tags(KeyMetadata key) {
        return kms.call(
                        new ListResourceTagsHandler(kms.kms),
                        ListResourceTagsRequest.builder().keyId(key.keyId()).build())
                .tags();
    }

    private static void assertNotFound(Runnable call, String message) {
        AwsException refusal = refusal(call);
        assertThat(refusal.code()).isEqualTo(ErrorCode.KMS_NOT_FOUND);
        assertThat(refusal).hasMessage(message);
    }
}
